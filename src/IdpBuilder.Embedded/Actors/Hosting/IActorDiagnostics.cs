namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>Hears of what went wrong among the actors, which have no user to tell.</summary>
internal interface IActorDiagnostics
{
    /// <summary>Something failed; it is tried again.</summary>
    void Report(ActorFailure failure);
}

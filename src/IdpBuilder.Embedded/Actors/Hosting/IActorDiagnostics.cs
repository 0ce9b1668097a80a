namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>Hears of what went wrong among the actors, which have no user to tell.</summary>
internal interface IActorDiagnostics
{
    /// <summary>Something failed; it is tried again.</summary>
    void Report(ActorFailure failure);

    /// <summary>What had failed has succeeded, or is no longer to be done.</summary>
    /// <param name="actor">The actor's name.</param>
    /// <param name="subject">The object.</param>
    void Recover(string actor, string subject);
}

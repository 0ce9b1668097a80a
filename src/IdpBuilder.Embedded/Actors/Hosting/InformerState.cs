namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>How far an informer is.</summary>
internal enum InformerState
{
    /// <summary>It does not show everything yet.</summary>
    Starting,

    /// <summary>It shows what there is.</summary>
    Live,

    /// <summary>The cluster does not serve the type.</summary>
    Absent,
}

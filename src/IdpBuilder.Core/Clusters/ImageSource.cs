namespace IdpBuilder.Clusters;

/// <summary>The images that nodes are to have, and where they come from.</summary>
/// <param name="Names">Images of the engine that the nodes run on, by name.</param>
/// <param name="Archives">Files as <c>docker save</c> and other tools write them.</param>
public sealed record ImageSource(IReadOnlyList<string> Names, IReadOnlyList<string> Archives);

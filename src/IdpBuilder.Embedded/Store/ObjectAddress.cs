namespace IdpBuilder.Embedded.Store;

/// <summary>Where an object is stored.</summary>
/// <param name="Resource">Its collection.</param>
/// <param name="Namespace">Its namespace; empty for cluster-scoped objects.</param>
/// <param name="Name">Its name.</param>
internal readonly record struct ObjectAddress(ResourceId Resource, string Namespace, string Name);

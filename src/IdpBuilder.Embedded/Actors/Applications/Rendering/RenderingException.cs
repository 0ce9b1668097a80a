namespace IdpBuilder.Embedded.Actors.Applications.Rendering;

/// <summary>Says why manifests could not be made; its message becomes the Application's ComparisonError.</summary>
internal sealed class RenderingException(string message) : Exception(message);

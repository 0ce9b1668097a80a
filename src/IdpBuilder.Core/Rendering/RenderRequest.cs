namespace IdpBuilder.Rendering;

/// <summary>What a source is rendered for.</summary>
/// <param name="Application">The Application's name.</param>
/// <param name="ApplicationNamespace">The Application's namespace.</param>
/// <param name="Project">The Application's project.</param>
/// <param name="Destination">The destination namespace.</param>
public sealed record RenderRequest(string Application, string ApplicationNamespace, string Project, string Destination);

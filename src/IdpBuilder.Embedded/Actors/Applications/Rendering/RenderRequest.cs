namespace IdpBuilder.Embedded.Actors.Applications.Rendering;

/// <summary>What a source is rendered for.</summary>
/// <param name="Application">The Application's name.</param>
/// <param name="ApplicationNamespace">The Application's namespace.</param>
/// <param name="Project">The Application's project.</param>
/// <param name="Destination">The destination namespace.</param>
internal sealed record RenderRequest(string Application, string ApplicationNamespace, string Project, string Destination);

namespace IdpBuilder.Rendering;

/// <summary>Runs the programs of the user's machine that render manifests, where there are any.</summary>
public interface IProgramRunner
{
    /// <summary>The path of the first program that is there; null when none is.</summary>
    /// <param name="names">The names to look for, without an extension.</param>
    string? Find(params string[] names);

    /// <summary>Runs a program in a folder and gives what it printed.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">Its arguments, as they are.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="stop">Ends it, with all it started.</param>
    /// <exception cref="RenderingException">It could not be started, failed, or took too long.</exception>
    Task<string> RunAsync(string program, IEnumerable<string> arguments, string folder, CancellationToken stop);
}

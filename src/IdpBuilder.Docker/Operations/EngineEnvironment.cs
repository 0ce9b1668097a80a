namespace IdpBuilder.Docker.Operations;

/// <summary>What of this machine decides which engine is meant.</summary>
/// <param name="Variable">The value of an environment variable; null when it is not set.</param>
/// <param name="Home">The user's home directory.</param>
/// <param name="Windows">Whether this is Windows.</param>
/// <param name="ReadText">A file's text; null when it does not exist.</param>
/// <param name="Exists">Whether a file or socket exists.</param>
internal sealed record EngineEnvironment(
    Func<string, string?> Variable, string Home, bool Windows, Func<string, string?> ReadText, Func<string, bool> Exists)
{
    /// <summary>This process's.</summary>
    public static EngineEnvironment OfProcess() => new(
        Environment.GetEnvironmentVariable,
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        OperatingSystem.IsWindows(),
        path => File.Exists(path) ? File.ReadAllText(path) : null,
        File.Exists);

    /// <summary>The folder of Docker's configuration.</summary>
    public string ConfigFolder => Variable("DOCKER_CONFIG") is { Length: > 0 } folder ? folder : Path.Combine(Home, ".docker");

    /// <summary>Docker's configuration.</summary>
    public string ConfigFile => Path.Combine(ConfigFolder, "config.json");

    /// <summary>A variable's value; empty when it is not set.</summary>
    public string Text(string variable) => Variable(variable) ?? string.Empty;
}

namespace IdpBuilder.Kubernetes.Authentication;

/// <summary>Finds programs as a shell does. The current directory is left out: a cloned repository must not bring its own <c>aws</c>.</summary>
internal static class ProgramSearch
{
    /// <summary>The full path of a program; null when there is none.</summary>
    /// <param name="command">A name, which the path is searched for, or a full path.</param>
    public static string? Find(string command)
    {
        var extensions = Extensions(command);
        var places = Path.IsPathFullyQualified(command)
            ? [command]
            : (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
                .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Where(Path.IsPathFullyQualified)
                .Select(directory => Path.Combine(directory, command));
        return places.SelectMany(place => extensions.Select(extension => place + extension)).FirstOrDefault(IsProgram);
    }

    private static string[] Extensions(string command) =>
        !OperatingSystem.IsWindows() || Path.HasExtension(command)
            ? [string.Empty]
            : (Environment.GetEnvironmentVariable("PATHEXT") ?? ".COM;.EXE;.BAT;.CMD").Split(';', StringSplitOptions.RemoveEmptyEntries);

    private static bool IsProgram(string path) =>
        File.Exists(path)
        && (OperatingSystem.IsWindows()
            || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
}

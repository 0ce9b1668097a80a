using IdpBuilder.Host;

namespace IdpBuilder.Tests.Hosting;

/// <summary>A run of the host inside the test process.</summary>
internal sealed record HostRun(int ExitCode, string Output, string Error)
{
    public static HostRun Of(string input, params string[] args)
    {
        Assert.True(HostArguments.TryParse(args, out var arguments, out var mistake), mistake);
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var session = new HostSession(new TerminalHost(new HostTerminal(output, error, new StringReader(input))));
        var exitCode = session.Run(arguments);
        return new HostRun(exitCode, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }

    public static HostRun Command(string text) => Of(string.Empty, "-Command", text);

    public static HostRun Script(string text, params string[] args)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".ps1");
        File.WriteAllText(path, text);
        try
        {
            return Of(string.Empty, [path, .. args]);
        }
        finally
        {
            File.Delete(path);
        }
    }
}

using System.Diagnostics;
using IdpBuilder.Docker.Nodes;

namespace IdpBuilder.DockerEngine;

/// <summary>Ctrl+C as the user presses it: at the program that runs the cmdlet.</summary>
public sealed class StoppedCmdletTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ctrl_C_while_three_nodes_start_leaves_nothing_of_them()
    {
        await using var engine = TestEngine.Open();
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no signal to send");
        var volumes = await engine.LooseVolumesAsync(Stop);
        var script = Path.Combine(Path.GetDirectoryName(engine.KubeConfig)!, "make.ps1");
        await File.WriteAllTextAsync(script, $"New-IdpCluster -Name dropped -CorePackage @() -Image '{engine.Image}' -WorkerCount 2 -Port 18522 -KubeConfig '{engine.KubeConfig}'\n'made'\n", Stop);

        using var process = Start(engine, script);
        var saying = Task.WhenAll(process.StandardOutput.ReadToEndAsync(Stop), process.StandardError.ReadToEndAsync(Stop));
        while (!process.HasExited && (await engine.Engine.Containers.ListAsync($"{NodeLabels.KindCluster}=dropped", Stop)).Count(node => node.Running) < 3)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Stop);
        }

        using var signal = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])!;
        await process.WaitForExitAsync(Stop);

        var said = string.Concat(await saying);
        Assert.True(process.ExitCode == 130, said);
        Assert.DoesNotContain("made", said);
        Assert.Empty(await engine.LeftoversAsync("dropped", Stop));
        Assert.Empty((await engine.LooseVolumesAsync(Stop)).Except(volumes, StringComparer.Ordinal));
        Assert.DoesNotContain("kind-dropped", File.Exists(engine.KubeConfig) ? await File.ReadAllTextAsync(engine.KubeConfig, Stop) : string.Empty);
    }

    private static Process Start(TestEngine engine, string script)
    {
        // What a shell starts in the background ignores interrupts, and so does all that is started from it: env undoes that.
        string[] command = ["dotnet", "exec", typeof(IdpBuilder.Host.HostSession).Assembly.Location, script];
        var start = new ProcessStartInfo("env", OperatingSystem.IsLinux() ? ["--default-signal=INT", .. command] : command)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["DOCKER_HOST"] = engine.Locator.Find().Endpoint.ToString();
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }
}

using IdpBuilder.Clusters;
using IdpBuilder.Kubernetes.Configuration;
using IdpBuilder.Kubernetes.Yaml;

namespace IdpBuilder.Kubernetes.Tests.Configuration;

/// <summary>Entries of clusters that end with a process, once that process is gone.</summary>
public sealed class EndedEntryTests : IDisposable
{
    // No system gives a process this id.
    private const int Nobody = int.MaxValue;

    private static readonly EntryOwner Self = EntryOwner.OfProcess();

    private readonly string _folder = Directory.CreateTempSubdirectory("kubeconfig").FullName;

    private string File => Path.Combine(_folder, "config");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_a_killed_process_left_goes_and_the_rest_stays()
    {
        await AddAsync(Self with { Process = Nobody }, "idp-left");
        await AddAsync(Self, "idp-mine");
        await Subject(Self).AddAsync(Entry("kind-other") with { EndsWithProcess = false }, File, Stop);

        Assert.DoesNotContain("idp-left", await ReadAsync());
        Assert.Empty(await Subject(Self).RemoveEndedAsync(Stop));
        Assert.Contains("idp-mine", await ReadAsync());
        Assert.Contains("kind-other", await ReadAsync());
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    public async Task A_process_is_gone_when_nothing_or_something_else_runs_under_its_id(bool nobody, bool other, bool gone)
    {
        await AddAsync(Self with { Process = nobody ? Nobody : Self.Process, Program = other ? "something else" : Self.Program }, "idp-demo");

        Assert.Equal(gone ? ["idp-demo"] : [], await Subject(Self with { Process = Nobody - 1 }).RemoveEndedAsync(Stop));

        Assert.Equal(gone, !(await ReadAsync()).Contains("idp-demo", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Processes_of_other_machines_and_containers_are_not_judged()
    {
        await AddAsync(Self with { Machine = "elsewhere", Process = Nobody }, "idp-demo");

        Assert.Empty(await Subject(Self).RemoveEndedAsync(Stop));
        Assert.False(await Subject(Self).RemoveAsync("idp-demo", File, Stop));
        Assert.Contains("idp-demo", await ReadAsync());
    }

    [Fact]
    public async Task What_another_session_has_written_under_the_same_name_is_left_to_it()
    {
        var other = Subject(Self with { Process = Nobody });
        await other.AddAsync(Entry("idp-demo"), File, Stop);
        await AddAsync(Self, "idp-demo");

        Assert.False(await other.RemoveAsync("idp-demo", File, Stop));

        Assert.Contains("idp-demo", await ReadAsync());
        Assert.True(await Subject(Self).RemoveAsync("idp-demo", File, Stop));
    }

    [Theory]
    [InlineData("{machine: MACHINE, process: 2147483647, program: ''}")]
    [InlineData("{machine: MACHINE, process: '2147483647', program: dotnet}")]
    [InlineData("{machine: MACHINE, process: -1, program: dotnet}")]
    [InlineData("{process: 2147483647, program: dotnet}")]
    [InlineData("text")]
    [InlineData("null")]
    public async Task What_says_something_else_is_somebody_elses(string extension)
    {
        var text = $"contexts: [{{name: idp-demo, context: {{cluster: x, user: x, extensions: [{{name: idpbuilder.io, extension: {extension.Replace("MACHINE", $"'{Self.Machine}'", StringComparison.Ordinal)}}}]}}}}]\n";
        await System.IO.File.WriteAllTextAsync(File, text, Stop);

        Assert.Empty(await Subject(Self).RemoveEndedAsync(Stop));
        Assert.Equal(text, await ReadAsync());
    }

    [Fact]
    public async Task A_file_without_such_entries_is_neither_locked_nor_read_as_YAML()
    {
        await System.IO.File.WriteAllTextAsync(File, "{ no: [ yaml", Stop);
        await System.IO.File.WriteAllTextAsync(File + ".lock", string.Empty, Stop);

        Assert.Empty(await Subject(Self).RemoveEndedAsync(Stop));
    }

    private static KubeconfigEntry Entry(string name) => new(name, new KubeEndpoint(new Uri("https://127.0.0.1:6443/"), "yes"), EndsWithProcess: true);

    private Task<string> AddAsync(EntryOwner owner, string name) => Subject(owner).AddAsync(Entry(name), File, Stop);

    private Task<string> ReadAsync() => System.IO.File.ReadAllTextAsync(File, Stop);

    private Kubeconfig Subject(EntryOwner self) => new(new YamlManifestReader(), TimeProvider.System, () => [File], () => self);
}

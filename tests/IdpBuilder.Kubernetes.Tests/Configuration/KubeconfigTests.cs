using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using IdpBuilder.Clusters;
using IdpBuilder.Errors;
using IdpBuilder.Kubernetes.Configuration;
using IdpBuilder.Kubernetes.Yaml;
using Microsoft.Extensions.Time.Testing;

namespace IdpBuilder.Kubernetes.Tests.Configuration;

public sealed class KubeconfigTests : IDisposable
{
    private const string Existing = """
        apiVersion: v1
        kind: Config
        current-context: work
        clusters:
        - {name: work, cluster: {server: https://work.test, proxy-url: http://proxy}}
        contexts:
        - {name: work, context: {cluster: work, user: work, namespace: team}}
        users:
        - name: work
          user:
            exec: {apiVersion: client.authentication.k8s.io/v1, command: aws, args: [eks, get-token], interactiveMode: Never}
        extensions: [{name: x, extension: {"1": "0755"}}]
        """;

    private static readonly KubeconfigEntry Entry = new("idp-demo", new KubeEndpoint(new Uri("https://127.0.0.1:6443/"), "yes"));

    private readonly string _folder = Directory.CreateTempSubdirectory("kubeconfig").FullName;
    private readonly FakeTimeProvider _clock = new() { AutoAdvanceAmount = TimeSpan.FromMilliseconds(100) };
    private readonly YamlManifestReader _reader = new();

    private string File => Path.Combine(_folder, "sub", "config");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_first_cluster_makes_the_file_and_becomes_current()
    {
        var path = await Subject().AddAsync(Entry, File, default);

        Assert.Equal(File, path);
        var document = Read(File);
        Assert.Equal("idp-demo", (string?)document["current-context"]);
        Assert.Equal("https://127.0.0.1:6443", (string?)document["clusters"]![0]!["cluster"]!["server"]);
        Assert.Equal("yes", (string?)document["users"]![0]!["user"]!["token"]);
        Assert.Equal(["config"], Directory.GetFiles(Path.GetDirectoryName(File)!).Select(Path.GetFileName));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task The_file_can_be_read_by_its_owner_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes");

        await Subject().AddAsync(Entry, File, default);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Fact]
    public async Task What_others_wrote_stays_as_it_is_and_the_current_context_too()
    {
        Write(File, Existing);

        await Subject().AddAsync(Entry, File, default);

        var document = Read(File);
        Assert.Equal("work", (string?)document["current-context"]);
        Assert.True(await Subject().RemoveAsync("idp-demo", File, default));
        Assert.True(JsonNode.DeepEquals(Parse(Existing), Read(File)));
    }

    [Fact]
    public async Task Adding_again_replaces_and_asked_for_it_becomes_current()
    {
        Write(File, Existing);
        await Subject().AddAsync(Entry, File, default);

        await Subject().AddAsync(Entry with { Endpoint = new KubeEndpoint(new Uri("https://127.0.0.1:7/"), "new"), MakeCurrent = true }, File, default);

        var document = Read(File);
        Assert.Equal("idp-demo", (string?)document["current-context"]);
        Assert.Equal(2, document["clusters"]!.AsArray().Count);
        Assert.Equal("https://127.0.0.1:7", (string?)document["clusters"]![1]!["cluster"]!["server"]);
    }

    [Fact]
    public async Task Removing_the_current_context_leaves_none()
    {
        await Subject().AddAsync(Entry, File, default);

        Assert.True(await Subject().RemoveAsync("idp-demo", File, default));
        Assert.False(await Subject().RemoveAsync("idp-demo", File, default));
        Assert.Equal("", (string?)Read(File)["current-context"]);
    }

    [Fact]
    public async Task With_several_files_the_first_that_exists_is_written_and_all_are_asked_for_the_current_context()
    {
        var (first, second) = (Path.Combine(_folder, "first"), Path.Combine(_folder, "second"));
        Write(second, Existing);
        var third = Path.Combine(_folder, "third");
        Write(third, "current-context: ''");

        var path = await Subject(first, third, second).AddAsync(Entry, string.Empty, default);

        Assert.Equal(third, path);
        Assert.Equal("", (string?)Read(third)["current-context"]);
        Assert.True(await Subject(first, second, third).RemoveAsync("idp-demo", string.Empty, default));
    }

    [Fact]
    public async Task Another_writer_is_waited_for_and_named_when_it_never_ends()
    {
        Write(File, Existing);
        Write(File + ".lock", "");

        var failure = await Assert.ThrowsAsync<IdpException>(() => AdvancingAsync(Subject().AddAsync(Entry, File, default)));

        Assert.Equal("KubeconfigLocked", failure.Id);
        Assert.Contains(File + ".lock", failure.Message, StringComparison.Ordinal);
        Assert.Equal(Existing, System.IO.File.ReadAllText(File));
    }

    [Fact]
    public async Task Writers_at_once_lose_nothing()
    {
        var subject = new Kubeconfig(_reader, TimeProvider.System);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(number => Task.Run(() => subject.AddAsync(Entry with { Name = $"idp-{number}" }, File, default))));

        Assert.Equal(10, Read(File)["contexts"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("clusters: [")]
    [InlineData("a: 1\n---\nb: 2")]
    [InlineData("- a list")]
    [InlineData("a: 1")]
    [InlineData("{apiVersion: v1, kind: ConfigMap}")]
    [InlineData("clusters: {a: b}")]
    [InlineData("? [a]\n: b")]
    public async Task A_file_that_is_no_kubeconfig_is_left_alone(string content)
    {
        Write(File, content);

        var failure = await Assert.ThrowsAsync<IdpException>(() => Subject().AddAsync(Entry, File, default));

        Assert.Equal("KubeconfigUnreadable", failure.Id);
        Assert.DoesNotContain("..", failure.Message, StringComparison.Ordinal);
        Assert.Equal(content, System.IO.File.ReadAllText(File));
    }

    [Fact]
    public async Task A_link_stays_a_link()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need rights on Windows");
        var target = Path.Combine(_folder, "dotfiles");
        Write(target, Existing);
        var link = Path.Combine(_folder, "link");
        System.IO.File.CreateSymbolicLink(link, target);

        await Subject().AddAsync(Entry, link, default);

        Assert.Equal(target, System.IO.File.ResolveLinkTarget(link, true)!.FullName);
        Assert.Equal(2, Read(target)["users"]!.AsArray().Count);
    }

    [Theory]
    [InlineData(null, "home/.kube/config")]
    [InlineData("", "home/.kube/config")]
    [InlineData("a", "a")]
    [InlineData("a|b|a| ", "a,b")]
    public void Files_come_from_the_variable_or_the_home(string? variable, string expected)
    {
        var paths = KubeconfigPaths.ToRead(variable?.Replace('|', Path.PathSeparator), "home");

        Assert.Equal(expected, string.Join(',', paths).Replace('\\', '/'));
    }

    private Kubeconfig Subject(params string[] known) => new(_reader, _clock, () => known, EntryOwner.OfProcess);

    private async Task<T> AdvancingAsync<T>(Task<T> work)
    {
        while (!work.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        return await work;
    }

    private static void Write(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, content);
    }

    private JsonObject Read(string path) => Parse(System.IO.File.ReadAllText(path));

    private JsonObject Parse(string text)
    {
        var mistakes = new List<Diagnostic>();
        var content = Assert.Single(_reader.Read(text, "config", mistakes)).Content;
        Assert.Empty(mistakes);
        return Assert.IsType<JsonObject>(content);
    }
}

using IdpBuilder.Errors;
using IdpBuilder.Kubernetes.Configuration;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Manifests;

namespace IdpBuilder.Kubernetes.Tests.Configuration;

public sealed class MergedKubeconfigTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("merged").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_first_file_that_has_a_name_or_a_current_context_counts()
    {
        var first = Write("a/config", """
            clusters: [{name: one, cluster: {server: https://first.test}}]
            contexts: [{name: c, context: {cluster: one, user: u}}]
            """);
        var second = Write("b/config", """
            current-context: c
            clusters: [{name: one, cluster: {server: https://second.test}}, {name: two, cluster: {server: https://two.test}}]
            users: [{name: u, user: {token: t}}]
            """);
        var third = Write("c/config", "current-context: other");

        var merged = Reader(first, Path.Combine(_folder, "missing"), second, third).Read(string.Empty);

        Assert.Equal("c", merged.CurrentContext);
        Assert.Equal("https://first.test", merged.Cluster("one")!.Content.Text("server"));
        Assert.Equal("https://two.test", merged.Cluster("two")!.Content.Text("server"));
        Assert.Equal(second, merged.User("u")!.File);
        Assert.Equal([first, second, third], merged.Files);
    }

    [Fact]
    public void Relative_paths_start_at_the_file_that_names_them()
    {
        var first = Write("a/config", "current-context: c");
        Write("b/pki/ca.pem", "the authority");
        var second = Write("b/config", "clusters: [{name: one, cluster: {server: https://one.test, certificate-authority: pki/ca.pem}}]");

        var cluster = Reader(first, second).Read(string.Empty).Cluster("one")!;

        Assert.Equal("the authority", new ContextSection("c", "the cluster 'one'", cluster).Material("certificate-authority"));
    }

    [Fact]
    public void A_file_that_is_named_must_exist()
    {
        var failure = Assert.Throws<IdpException>(() => Reader().Read(Path.Combine(_folder, "missing")));

        Assert.Equal("KubeconfigNotFound", failure.Id);
    }

    [Theory]
    [InlineData("a: [")]
    [InlineData("- a")]
    [InlineData("a: 1\n---\nb: 2")]
    public void A_file_that_is_no_kubeconfig_is_refused_with_its_path(string text)
    {
        var path = Write("config", text);

        var failure = Assert.Throws<IdpException>(() => Reader(path).Read(string.Empty));

        Assert.Equal("KubeconfigUnreadable", failure.Id);
        Assert.Contains(path, failure.Message, StringComparison.Ordinal);
    }

    private static KubeconfigReader Reader(params string[] files) => new(new YamlManifestReader(), () => files);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name.Replace('/', Path.DirectorySeparatorChar));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}

namespace IdpBuilder.Tests.Commands;

public sealed class ResourceHealthCommandTests : IDisposable
{
    private readonly ModuleEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void Every_object_of_a_file_is_assessed()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("objects.yaml", """
            {apiVersion: v1, kind: Pod, metadata: {name: p, namespace: demo}, status: {phase: Failed, message: it died}}
            ---
            {apiVersion: v1, kind: ConfigMap, metadata: {name: c}}
            """);

        var healths = _engine.Run($"Get-IdpResourceHealth '{path}'").As<ResourceHealth>();

        Assert.Equal([new("Pod", "demo", "p", HealthStatus.Degraded, "it died"), new("ConfigMap", "", "c", null, "")], healths);
    }

    [Fact]
    public void Objects_come_from_the_pipeline() =>
        Assert.Equal(HealthStatus.Progressing, _engine.Run("@{ apiVersion = 'v1'; kind = 'Pod'; metadata = @{ name = 'x' }; status = @{ phase = 'Pending' } } | Get-IdpResourceHealth")
            .Single<ResourceHealth>().Status);

    [Fact]
    public void Files_come_from_the_pipeline_too()
    {
        using var folder = new TemporaryFolder();
        folder.Write("one.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: one}}");
        folder.Write("two.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: two}}");

        var healths = _engine.Run($"([System.IO.DirectoryInfo]'{folder.Path}').GetFiles() | Get-IdpResourceHealth");

        Assert.Empty(healths.Errors);
        Assert.Equal(["one", "two"], healths.As<ResourceHealth>().Select(health => health.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("5 | Get-IdpResourceHealth", "ManifestInvalid")]
    [InlineData("Get-IdpResourceHealth ./nowhere.yaml", "PathNotFound")]
    public void What_cannot_be_assessed_is_an_error(string script, string id) =>
        Assert.StartsWith(id + ",", Assert.Single(_engine.Run(script).Errors).FullyQualifiedErrorId);
}

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
    public void A_list_from_the_pipeline_is_taken_apart()
    {
        const string List = """
            @{ apiVersion = 'v1'; kind = 'List'; items = @(
                @{ apiVersion = 'v1'; kind = 'Pod'; metadata = @{ name = 'x' }; status = @{ phase = 'Pending' } }
                @{ apiVersion = 'v1'; kind = 'ConfigMap'; metadata = @{ name = 'y' } }) }
            """;

        Assert.Equal(
            [("x", HealthStatus.Progressing), ("y", null)],
            _engine.Run(List + " | Get-IdpResourceHealth").As<ResourceHealth>().Select(health => (health.Name, health.Status)));
    }

    [Fact]
    public void Objects_of_packages_have_the_health_they_were_read_with()
    {
        using var folder = new TemporaryFolder();
        folder.Write("plain/service.yaml", "{apiVersion: v1, kind: Service, metadata: {name: web, namespace: plain}, spec: {ports: [{port: 80}]}}");
        folder.Write("other/settings.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings, namespace: default}}");
        _engine.Run($"$null = New-IdpCluster demo -Provider Embedded; '{folder.Path}/plain', '{folder.Path}/other' | Install-IdpPackage | Wait-IdpPackage -Timeout 60s");

        var healths = _engine.Run("Get-IdpPackageResource | Get-IdpResourceHealth");

        Assert.Empty(healths.Errors);
        Assert.Contains(new ResourceHealth("Service", "plain", "web", HealthStatus.Healthy, ""), healths.As<ResourceHealth>().Select(health => health with { Message = "" }));
        Assert.Contains("settings", healths.As<ResourceHealth>().Select(health => health.Name));
        Assert.Empty(_engine.Run("Get-IdpPackage none* | Get-IdpPackageResource").Output);
    }

    [Theory]
    [InlineData("[double]::NaN", "NaN")]
    [InlineData("[float]::PositiveInfinity", "Infinity")]
    [InlineData("@(1, @{ x = [double]::NegativeInfinity })", "-Infinity")]
    [InlineData("[System.Numerics.BigInteger]::Pow(10, 400)", "Infinity")]
    public void A_number_that_no_manifest_can_hold_is_told(string value, string told)
    {
        var error = _engine.Fail($"@{{ apiVersion = 'apps/v1'; kind = 'Deployment'; spec = @{{ replicas = {value} }} }} | Get-IdpResourceHealth");

        Assert.StartsWith("ManifestInvalid,", error.FullyQualifiedErrorId);
        Assert.Contains($"the number {told},", error.Exception.Message);
    }

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

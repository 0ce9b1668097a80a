using System.Net;
using IdpBuilder.Contract.Tests.Conditions;
using IdpBuilder.Kubernetes.Yaml;
using IdpBuilder.Platform;
using IdpBuilder.Tests;

namespace IdpBuilder.Contract.Tests.Api;

/// <summary>The shipped core packages, put together in a folder of their own; upstream's files come from beside the clone.</summary>
internal sealed class CorePackageAssembly : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("idp-core-").FullName;
    private readonly HttpMessageInvoker _http = new(new PublicFiles());
    private readonly CorePackages _packages;

    public CorePackageAssembly()
    {
        var shipped = Repository.PathOf("src", "IdpBuilder", "CorePackages");
        _packages = new CorePackages(shipped, new CorePackageFiles(shipped, Path.Combine(_folder, "downloads"), _http), new YamlManifestReader());
    }

    public string NamespaceOf(string package) => _packages.NamespaceOf(package);

    /// <summary>The folder of a package as it is installed.</summary>
    /// <param name="package">The package.</param>
    /// <param name="shape">What the platform is like.</param>
    /// <param name="over">Manifests that are laid over its own; empty for none.</param>
    public async Task<string> MakeAsync(string package, PlatformShape shape, string over = "")
    {
        var target = Path.Combine(_folder, package);
        var path = over.Length > 0 ? Path.Combine(_folder, $"over-{package}.yaml") : string.Empty;
        if (over.Length > 0)
        {
            await File.WriteAllTextAsync(path, over, TestContext.Current.CancellationToken);
        }

        await _packages.AssembleAsync(package, path, target, shape, new SilentReporter(), TestContext.Current.CancellationToken);
        return target;
    }

    public void Dispose()
    {
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private sealed class PublicFiles : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var path = request.RequestUri!.AbsolutePath.Contains("argo-cd", StringComparison.Ordinal)
                ? Repository.PublicData("argo-cd", "v3.5.1-install.yaml")
                : Repository.PublicData("ingress-nginx", "controller-v1.15.1-kind-deploy.yaml");
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(await File.ReadAllBytesAsync(path, cancellationToken)) };
        }
    }
}

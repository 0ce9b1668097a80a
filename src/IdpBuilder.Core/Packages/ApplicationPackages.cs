using IdpBuilder.Direct;
using IdpBuilder.Manifests;

namespace IdpBuilder.Packages;

/// <summary>Which package each Application belongs to: those that Argo CD has, and those that were applied without it.</summary>
public sealed class ApplicationPackages
{
    private readonly Dictionary<string, string> _packages = new(StringComparer.Ordinal);

    private ApplicationPackages()
    {
    }

    /// <summary>Knows no package.</summary>
    public static ApplicationPackages None { get; } = new();

    /// <summary>Reads the packages of a cluster.</summary>
    public static async Task<ApplicationPackages> ReadAsync(IKubernetesApi api, CancellationToken stop)
    {
        var known = new ApplicationPackages();
        foreach (var package in await InstalledPackage.ListAsync(api, stop).ConfigureAwait(false))
        {
            foreach (var application in package.Applications)
            {
                known._packages[application.Name] = package.Name;
            }
        }

        foreach (var record in await DirectRecords.ListAsync(api, stop).ConfigureAwait(false))
        {
            foreach (var operation in record.Operations)
            {
                known._packages.TryAdd(operation.Application, record.Package);
            }
        }

        return known;
    }

    /// <summary>The package of an Application; empty when it is no package's.</summary>
    public string Of(string application) => _packages.GetValueOrDefault(application, string.Empty);
}

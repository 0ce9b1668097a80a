using System.Management.Automation.Runspaces;
using System.Runtime.Loader;
using IdpBuilder.Host;

namespace IdpBuilder.Tests;

public sealed class LoadBoundaryTests
{
    [Fact]
    public void What_the_engine_and_Core_share_is_not_shipped_twice()
    {
        var shipped = Directory.EnumerateFiles(Repository.PathOf("module", "bin"), "*.dll", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path)!).ToList();

        Assert.DoesNotContain(shipped, name => name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.", StringComparison.Ordinal));
        Assert.Single(shipped, "IdpBuilder.Core");
    }

    [Fact]
    public void After_import_only_Core_is_in_the_default_context()
    {
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule(HostSession.ModulePath);
        using var runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();

        Assert.Equal(["IdpBuilder.Core"], OursIn(AssemblyLoadContext.Default));
        var inner = AssemblyLoadContext.All.Single(context => context.Name == "IdpBuilder");
        Assert.Contains("IdpBuilder", OursIn(inner));
        Assert.DoesNotContain("IdpBuilder.Core", OursIn(inner));
        Assert.DoesNotContain(AssemblyLoadContext.Default.Assemblies, assembly => assembly.GetName().Name is "YamlDotNet" or "KubernetesClient");
    }

    private static IEnumerable<string> OursIn(AssemblyLoadContext context) => context.Assemblies
        .Select(assembly => assembly.GetName().Name!)
        .Where(name => name.StartsWith("IdpBuilder", StringComparison.Ordinal) && name != "IdpBuilder.Host" && !name.EndsWith(".Tests", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);
}

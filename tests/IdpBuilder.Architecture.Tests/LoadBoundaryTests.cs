using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
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

        // Docker.DotNet needs them; neither the framework of PowerShell 7.4 nor the engine has them, and Core does not know them.
        string[] brought = ["Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Net.Http.Client", "System.IO.Pipelines"];
        Assert.DoesNotContain(
            shipped.Except(brought, StringComparer.Ordinal),
            name => name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.", StringComparison.Ordinal));
        Assert.Single(shipped, "IdpBuilder.Core");
    }

    [Fact]
    public void Core_and_the_cmdlets_are_in_the_default_context_and_libraries_in_a_private_one()
    {
        using var runspace = WithModule();

        // Reading a package needs the adapters and their libraries.
        using var shell = PowerShell.Create(runspace);
        shell.AddCommand("Test-IdpPackage").AddParameter("LiteralPath", Repository.PathOf("examples", "01-quickstart", "packages", "shop")).Invoke();

        Assert.Equal(["IdpBuilder", "IdpBuilder.Core"], OursIn(AssemblyLoadContext.Default));
        var inner = AssemblyLoadContext.All.Single(context => context.Name == "IdpBuilder");
        Assert.Equal(["IdpBuilder.Docker", "IdpBuilder.Embedded", "IdpBuilder.Git", "IdpBuilder.Kubernetes"], OursIn(inner));
        Assert.Contains(inner.Assemblies, assembly => assembly.GetName().Name == "YamlDotNet");
        Assert.DoesNotContain(AssemblyLoadContext.Default.Assemblies, assembly => assembly.GetName().Name is "YamlDotNet");
    }

    [Fact]
    public void Nobody_is_given_a_library_of_the_module_by_asking_for_its_name()
    {
        using var runspace = WithModule();

        Assert.Throws<FileNotFoundException>(() => AssemblyLoadContext.Default.LoadFromAssemblyName(new AssemblyName("YamlDotNet")));
    }

    private static Runspace WithModule()
    {
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule(HostSession.ModulePath);
        var runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        return runspace;
    }

    private static IEnumerable<string> OursIn(AssemblyLoadContext context) => context.Assemblies
        .Select(assembly => assembly.GetName().Name!)
        .Where(name => name.StartsWith("IdpBuilder", StringComparison.Ordinal) && name != "IdpBuilder.Host" && !name.EndsWith(".Tests", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);
}

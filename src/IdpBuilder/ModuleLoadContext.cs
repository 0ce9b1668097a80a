using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace IdpBuilder;

/// <summary>The private load context of the adapters and of every library they bring, so that no other module's YamlDotNet can meet ours.</summary>
internal sealed class ModuleLoadContext : AssemblyLoadContext
{
    private static readonly Lazy<ModuleLoadContext> Instance = new(() =>
        new ModuleLoadContext(Path.Combine(Path.GetDirectoryName(typeof(ModuleLoadContext).Assembly.Location)!, "private")));

    private static int _serving;

    private readonly string _folder;

    private ModuleLoadContext(string folder)
        : base("IdpBuilder", isCollectible: false) => _folder = folder;

    /// <summary>From now on gives the default context, where the cmdlets are, the adapters they ask for; once in a process.</summary>
    public static void Serve()
    {
        if (Interlocked.Exchange(ref _serving, 1) == 0)
        {
            // Only the module's own assemblies: nobody else is to be given our copy of a library by asking for its name.
            Default.Resolving += static (_, name) =>
                name.Name!.StartsWith("IdpBuilder.", StringComparison.Ordinal) ? Instance.Value.Load(name) : null;
        }
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // What the default context has (Core, the framework, the engine) must exist once.
        var path = Path.Combine(_folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        // The runtime searches these folders for programs, which say in a file what they need, but not for modules.
        var (system, form) = OperatingSystem.IsWindows() ? ("win", "{0}.dll")
            : OperatingSystem.IsMacOS() ? ("osx", "lib{0}.dylib")
            : (UsesMusl ? "linux-musl" : "linux", "lib{0}.so");
        var platform = $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        var path = Path.Combine(_folder, "runtimes", platform, "native", string.Format(CultureInfo.InvariantCulture, form, unmanagedDllName));
        return File.Exists(path) ? LoadUnmanagedDllFromPath(path) : nint.Zero;
    }

    private static bool UsesMusl => RuntimeInformation.RuntimeIdentifier is var platform
        && (platform.Contains("musl", StringComparison.Ordinal) || platform.Contains("alpine", StringComparison.Ordinal));
}

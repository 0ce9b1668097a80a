using System.Reflection;
using System.Runtime.Loader;

namespace IdpBuilder.Loading;

/// <summary>The private load context of the cmdlets and of every library they bring, so that no other module's YamlDotNet can meet ours.</summary>
public sealed class ModuleLoadContext : AssemblyLoadContext
{
    private static readonly object Gate = new();
    private static ModuleLoadContext? _current;

    private readonly string _folder;

    private ModuleLoadContext(string folder)
        : base("IdpBuilder", isCollectible: false) => _folder = folder;

    /// <summary>Loads the cmdlet assembly once in a process and returns it.</summary>
    /// <param name="folder">The folder that holds <c>IdpBuilder.dll</c> and its libraries.</param>
    public static Assembly LoadModule(string folder)
    {
        lock (Gate)
        {
            _current ??= new ModuleLoadContext(folder);
            return _current.LoadFromAssemblyPath(Path.Combine(_current._folder, "IdpBuilder.dll"));
        }
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // What the default context has (Core, the framework, the engine) must exist once.
        var path = Path.Combine(_folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}

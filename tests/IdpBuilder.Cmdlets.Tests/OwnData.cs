using System.Runtime.CompilerServices;

namespace IdpBuilder.Tests;

/// <summary>Keeps what the module remembers for its user out of the home directory of whoever runs the tests, where the system lets it.</summary>
internal static class OwnData
{
    [ModuleInitializer]
    internal static void MakeFolder()
    {
        var folder = Directory.CreateTempSubdirectory("idp-tests-data-").FullName;
        Environment.SetEnvironmentVariable("XDG_DATA_HOME", folder);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
    }
}

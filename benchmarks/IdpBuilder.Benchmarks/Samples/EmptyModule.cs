using System.Management.Automation;
using System.Reflection;
using System.Reflection.Emit;

namespace IdpBuilder.Benchmarks.Samples;

/// <summary>Writes the smallest binary module there is: a manifest and an assembly with one cmdlet that does nothing.</summary>
internal static class EmptyModule
{
    /// <summary>Writes the module and returns the path of its manifest.</summary>
    public static string Write(SampleFolder folder)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName("EmptyModule"), typeof(object).Assembly);
        var cmdlet = assembly.DefineDynamicModule("EmptyModule").DefineType(
            "EmptyModule.GetNothingCommand", TypeAttributes.Public | TypeAttributes.Sealed, typeof(PSCmdlet));
        cmdlet.SetCustomAttribute(new CustomAttributeBuilder(
            typeof(CmdletAttribute).GetConstructor([typeof(string), typeof(string)])!, [VerbsCommon.Get, "Nothing"]));
        cmdlet.CreateType();
        assembly.Save(Path.Combine(folder.Path, "EmptyModule.dll"));
        return folder.Write("EmptyModule.psd1", """
            @{
              RootModule        = 'EmptyModule.dll'
              ModuleVersion     = '1.0.0'
              CmdletsToExport   = @('Get-Nothing')
              FunctionsToExport = @()
              AliasesToExport   = @()
              VariablesToExport = @()
            }
            """);
    }
}

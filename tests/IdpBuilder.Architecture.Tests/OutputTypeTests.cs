using System.Management.Automation;
using System.Management.Automation.Runspaces;
using IdpBuilder.Host;

namespace IdpBuilder.Tests;

public sealed class OutputTypeTests
{
    [Fact]
    public void What_cmdlets_return_and_what_its_properties_hold_lives_in_one_namespace() =>
        AssertNone(Reached().Where(type => type.Namespace != "IdpBuilder").Select(type => type.FullName).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_cmdlet_that_gets_something_says_what() =>
        AssertNone(Commands().Where(command => command is { Verb: "Get" or "New" or "Install" or "Test" or "Wait" or "Start", OutputType.Count: 0 }).Select(command => command.Name));

    private static void AssertNone(IEnumerable<string?> offenders)
    {
        var list = string.Join(Environment.NewLine, offenders);
        Assert.True(list.Length == 0, list);
    }

    private static HashSet<Type> Reached()
    {
        var reached = new HashSet<Type>();
        var open = new Queue<Type>(Commands().SelectMany(command => command.OutputType).Select(output => output.Type));
        while (open.TryDequeue(out var type))
        {
            if (Ours(type) && reached.Add(type))
            {
                foreach (var property in type.GetProperties())
                {
                    Parts(property.PropertyType).ToList().ForEach(open.Enqueue);
                }
            }
        }

        return reached;
    }

    // A list of things, or a thing that may be missing, is named by the thing.
    private static IEnumerable<Type> Parts(Type type) => type switch
    {
        { HasElementType: true } => Parts(type.GetElementType()!),
        { IsGenericType: true } => type.GetGenericArguments().SelectMany(Parts),
        _ => [type],
    };

    private static bool Ours(Type type) => type.Assembly.GetName().Name!.StartsWith("IdpBuilder", StringComparison.Ordinal);

    private static List<CmdletInfo> Commands()
    {
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule(HostSession.ModulePath);
        using var runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        using var shell = PowerShell.Create(runspace).AddCommand("Get-Command").AddParameter("Module", "IdpBuilder");
        return [.. shell.Invoke<CmdletInfo>()];
    }
}

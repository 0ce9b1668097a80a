using IdpBuilder.Rendering;

namespace IdpBuilder.Core.Tests.Rendering;

/// <summary>Stands in for the programs of a machine: those named are there and print what the script says.</summary>
internal sealed class ScriptedPrograms(Func<IReadOnlyList<string>, string> prints, params string[] installed) : IProgramRunner
{
    /// <summary>A machine with no program at all.</summary>
    public static ScriptedPrograms None { get; } = new(_ => string.Empty);

    /// <summary>The command lines, program first.</summary>
    public List<IReadOnlyList<string>> Calls { get; } = [];

    public string? Find(params string[] names) => names.FirstOrDefault(installed.Contains);

    public Task<string> RunAsync(string program, IEnumerable<string> arguments, string folder, CancellationToken stop)
    {
        IReadOnlyList<string> call = [program, .. arguments];
        Calls.Add(call);
        return Task.FromResult(prints(call));
    }
}

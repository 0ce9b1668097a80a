using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IdpBuilder.Embedded.Actors.Workflows.Variables;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Operation;

/// <summary>The tasks of a DAG template and what they depend on.</summary>
internal sealed partial class DagTasks
{
    private readonly Dictionary<string, JsonObject> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> _dependencies = new(StringComparer.Ordinal);
    private readonly string _target;

    /// <summary>The tasks of a template.</summary>
    public DagTasks(JsonObject template)
    {
        var dag = template.Child("dag");
        _target = dag.Text("target");
        All = [.. dag.Children("tasks")];
        foreach (var task in All)
        {
            _byName[task.Text("name")] = task;
        }
    }

    /// <summary>Every task in order.</summary>
    public IReadOnlyList<JsonObject> All { get; }

    /// <summary>A task by its name, or null.</summary>
    public JsonObject? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The tasks a task depends on, in the order in which it names them.</summary>
    public IReadOnlyList<string> DependenciesOf(string name)
    {
        if (!_dependencies.TryGetValue(name, out var known))
        {
            var task = Existing(name);
            var named = task.Text("depends") is { Length: > 0 } depends
                ? TaskName().Matches(depends).Select(match => match.Groups["name"].Value)
                : task.Texts("dependencies");
            _dependencies[name] = known = [.. named.Distinct(StringComparer.Ordinal)];
        }

        return known;
    }

    /// <summary>The condition on the results of those tasks; empty for none.</summary>
    public string LogicOf(string name)
    {
        var task = Existing(name);
        return task.Text("depends") is { Length: > 0 } depends
            ? TaskName().Replace(depends, match => match.Groups["result"].Success ? match.Value : Expand(match.Groups["name"].Value))
            : string.Join(" && ", task.Texts("dependencies").Select(Expand));
    }

    /// <summary>The tasks that decide about the DAG: the targets it names, or else those on which none depends.</summary>
    public IReadOnlyList<string> Targets()
    {
        if (_target.Length > 0)
        {
            return _target.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        }

        var needed = All.SelectMany(task => DependenciesOf(task.Text("name"))).ToHashSet(StringComparer.Ordinal);
        return [.. _byName.Keys.Where(name => !needed.Contains(name)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Everything a task depends on, directly or not.</summary>
    public IReadOnlyList<string> AncestorsOf(string name)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { name };
        var open = new Stack<string>(DependenciesOf(name));
        var found = new List<string>();
        while (open.TryPop(out var next))
        {
            if (!seen.Add(next) || !_byName.ContainsKey(next))
            {
                continue;
            }

            found.Add(next);
            foreach (var dependency in DependenciesOf(next))
            {
                open.Push(dependency);
            }
        }

        return found;
    }

    /// <summary>What a bare dependency on a task asks for.</summary>
    private string Expand(string name)
    {
        var goesOn = Find(name).Child("continueOn");
        var results = new List<string> { "Succeeded", "Skipped", "Daemoned" };
        if (goesOn.Flag("error"))
        {
            results.Add("Errored");
        }

        if (goesOn.Flag("failed"))
        {
            results.Add("Failed");
        }

        return $"({string.Join(" || ", results.Select(result => $"{name}.{result}"))})";
    }

    private JsonObject Existing(string name) => Find(name) ?? throw new TemplateFailedException($"target {name} does not exist");

    [GeneratedRegex(@"(?<name>[a-zA-Z0-9][-a-zA-Z0-9]*)(?<result>\.[A-Z][a-zA-Z]+)?", RegexOptions.CultureInvariant)]
    private static partial Regex TaskName();
}

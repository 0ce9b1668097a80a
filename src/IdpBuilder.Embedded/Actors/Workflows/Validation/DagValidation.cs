using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Operation;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Validation;

/// <summary>Checks the tasks of a DAG template.</summary>
internal sealed class DagValidation(JsonObject template, string path, Action<JsonObject, string> checkReference)
{
    private static readonly string[] Results =
        ["Succeeded", "Failed", "Errored", "Skipped", "Omitted", "Daemoned", "AnySucceeded", "AllFailed"];

    private readonly DagTasks _tasks = new(template);

    /// <summary>Checks them.</summary>
    /// <exception cref="InvalidSpecException">They are refused.</exception>
    public void Validate()
    {
        if (_tasks.All.Count == 0)
        {
            throw new InvalidSpecException($"{path} must have at least one task");
        }

        FieldNames.Check($"{path}.tasks", _tasks.All);
        CheckStyle();
        foreach (var task in _tasks.All)
        {
            CheckDependencies(task);
        }

        CheckCycles();
        foreach (var target in template.Child("dag").Text("target").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!target.Contains("{{", StringComparison.Ordinal) && _tasks.Find(target) is null)
            {
                throw new InvalidSpecException($"{path}.targets {path}.targets: target '{target}' is not defined");
            }
        }

        foreach (var task in _tasks.All)
        {
            var own = $"{path}.tasks.{task.Text("name")}";
            TemplateValidation.CheckLoop(task, own);
            ArgumentValidation.Check($"{own}.arguments.", task.Child("arguments"));
            checkReference(task, own);
        }
    }

    private void CheckStyle()
    {
        var usesDepends = _tasks.All.Any(task => task.Text("depends").Length > 0);
        var usesDependencies = _tasks.All.Any(task => task.Texts("dependencies").Any());
        foreach (var task in _tasks.All)
        {
            if ((usesDepends || usesDependencies) && char.IsAsciiDigit(task.Text("name")[0]))
            {
                throw new InvalidSpecException(
                    $"{path}.tasks.{task.Text("name")} name cannot begin with a digit when using either 'depends' or 'dependencies'");
            }

            if (usesDepends && usesDependencies)
            {
                throw new InvalidSpecException($"{path} cannot use both 'depends' and 'dependencies' in the same DAG template");
            }

            if (usesDepends && task["continueOn"] is not null)
            {
                throw new InvalidSpecException(
                    $"{path} cannot use 'continueOn' when using 'depends'. Instead use 'dep-task.Failed'/'dep-task.Errored'");
            }
        }
    }

    private void CheckDependencies(JsonObject task)
    {
        var own = $"{path}.tasks.{task.Text("name")}";
        foreach (var dependency in _tasks.DependenciesOf(task.Text("name")))
        {
            if (_tasks.Find(dependency) is null)
            {
                throw new InvalidSpecException($"{own} dependency '{dependency}' not defined");
            }
        }

        foreach (var part in task.Text("depends").Split([' ', '(', ')', '&', '|', '!'], StringSplitOptions.RemoveEmptyEntries))
        {
            var dot = part.IndexOf('.', StringComparison.Ordinal);
            if (dot > 0 && !Results.Contains(part[(dot + 1)..]))
            {
                throw new InvalidSpecException($"{own} task result '{part[(dot + 1)..]}' for task '{part[..dot]}' is invalid");
            }
        }
    }

    private void CheckCycles()
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var task in _tasks.All)
        {
            Follow(task.Text("name"), [], done);
        }
    }

    private void Follow(string task, List<string> way, HashSet<string> done)
    {
        if (done.Contains(task))
        {
            return;
        }

        var start = way.IndexOf(task);
        if (start >= 0)
        {
            throw new InvalidSpecException($"{path}.tasks dependency cycle detected: {string.Join("->", way[start..].Append(task))}");
        }

        way.Add(task);
        foreach (var dependency in _tasks.DependenciesOf(task))
        {
            Follow(dependency, way, done);
        }

        way.RemoveAt(way.Count - 1);
        done.Add(task);
    }
}

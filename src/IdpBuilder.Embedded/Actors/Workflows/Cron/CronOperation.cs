using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Actors.Scheduling;
using IdpBuilder.Embedded.Actors.Workflows.Expressions;
using IdpBuilder.Embedded.Actors.Workflows.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Operation;
using IdpBuilder.Embedded.Actors.Workflows.Variables;
using IdpBuilder.Manifests;
using IdpBuilder.Workflows;

namespace IdpBuilder.Embedded.Actors.Workflows.Cron;

/// <summary>One look at a CronWorkflow: starts what is due, as its concurrency policy allows, and forgets old runs. Pure.</summary>
internal sealed class CronOperation
{
    private const int LongestName = 52;
    private const string CompletedLabel = "workflows.argoproj.io/cron-workflow-completed";

    private readonly CronInput _input;
    private readonly Manifest _cron;
    private readonly JsonObject _status;

    private CronOperation(CronInput input)
    {
        _input = input;
        _cron = input.Cron.Clone();
        if (_cron.Status is not { } status)
        {
            _cron.Json["status"] = status = [];
        }

        _status = status;
    }

    /// <summary>Decides what is to be done now.</summary>
    public static CronResult Operate(CronInput input) => new CronOperation(input).Operate();

    private IEnumerable<Manifest> Active => _input.Runs.Where(run => run.Label(ArgoWorkflowLabels.Completed) != "true");

    private bool IsStopped => _status.Text("phase") == "Stopped";

    private CronResult Operate()
    {
        CountEnded();
        var delete = Old("Succeeded", _cron.Spec.Whole("successfulJobsHistoryLimit") ?? 3)
            .Concat(Old("Failed", _cron.Spec.Whole("failedJobsHistoryLimit") ?? 1)).ToArray();
        CronSchedule[] schedules;
        try
        {
            schedules = [.. Schedules().Select(text => CronSchedule.Parse(text, _cron.Spec.Text("timezone")))];
            Validate(schedules.Length);
            StopWhenAsked();
            WorkflowConditions.Set(_status, "SpecError", false);
        }
        catch (FormatException failure)
        {
            WorkflowConditions.Set(_status, "SpecError", true, failure.Message);
            return new CronResult(_cron, null, [], delete, null);
        }

        var (start, terminate) = Due(schedules) is { } due && MayStart() ? Start(due) : (null, []);
        WriteActive(start);
        var next = schedules.Select(schedule => schedule.Next(_input.Now)).Min();
        return new CronResult(_cron, start, terminate, delete, _cron.Spec.Flag("suspend") || IsStopped ? null : next);
    }

    private IEnumerable<string> Schedules() =>
        _cron.Spec.Text("schedule") is { Length: > 0 } single ? [single] : _cron.Spec.Texts("schedules");

    private void Validate(int schedules)
    {
        if (_cron.Name.Length > LongestName)
        {
            throw new FormatException($"cron workflow name \"{_cron.Name}\" must not be more than 52 characters long (currently {_cron.Name.Length})");
        }

        if (schedules == 0)
        {
            throw new FormatException("cron workflow must have at least one schedule");
        }

        if (_cron.Spec.Text("concurrencyPolicy") is var policy && policy is not ("" or "Allow" or "Forbid" or "Replace"))
        {
            throw new FormatException($"'{policy}' is not a valid concurrencyPolicy");
        }
    }

    // What became due since the last run, or since the schedule exists; of several missed times only the last.
    private DateTimeOffset? Due(IEnumerable<CronSchedule> schedules)
    {
        var since = _status.Time("lastScheduledTime") ?? _cron.Metadata.Time("creationTimestamp") ?? _input.Now;
        var due = schedules.Select(schedule => schedule.LastUntil(since, _input.Now)).Max();
        return _cron.Spec.Whole("startingDeadlineSeconds") is { } deadline && due + TimeSpan.FromSeconds(deadline) < _input.Now ? null : due;
    }

    private void StopWhenAsked()
    {
        if (_cron.Spec.Child("stopStrategy").Text("expression") is not { Length: > 0 } expression)
        {
            return;
        }

        var names = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["name"] = _cron.Name,
            ["namespace"] = _cron.Namespace,
            ["failed"] = _status.Whole("failed") ?? 0,
            ["succeeded"] = _status.Whole("succeeded") ?? 0,
        };
        try
        {
            if (Expression.IsTrue(expression, new Dictionary<string, object?>(StringComparer.Ordinal) { ["cronworkflow"] = names }))
            {
                _status["phase"] = "Stopped";
                _cron.Metadata!["labels"] = new JsonObject(
                    _cron.Metadata.Child("labels")?.Where(label => label.Key != CompletedLabel).Select(label => KeyValuePair.Create(label.Key, label.Value?.DeepClone())) ?? [])
                {
                    [CompletedLabel] = "true",
                };
            }
        }
        catch (ExpressionException failure)
        {
            throw new FormatException($"failed to check CronWorkflow '{_cron.Name}' stopping condition: failed to evaluate stop expression: {failure.Message}", failure);
        }
    }

    private bool MayStart()
    {
        if (_cron.Spec.Flag("suspend") || IsStopped)
        {
            return false;
        }

        try
        {
            return WhenExpression.Holds(new TagReplacement(Variables(), Strictness.Lenient).In(_cron.Spec.Text("when")))
                && !(_cron.Spec.Text("concurrencyPolicy") == "Forbid" && Active.Any());
        }
        catch (TemplateFailedException failure)
        {
            WorkflowConditions.Set(_status, "SubmissionError", true, $"run policy error: {failure.Message}");
            return false;
        }
    }

    private VariableSet Variables() => new()
    {
        ["cronworkflow.name"] = _cron.Name,
        ["cronworkflow.namespace"] = _cron.Namespace,
        ["cronworkflow.failed"] = Number(_status.Whole("failed") ?? 0),
        ["cronworkflow.succeeded"] = Number(_status.Whole("succeeded") ?? 0),
    };

    private (Manifest Run, IReadOnlyList<string> Terminate) Start(DateTimeOffset due)
    {
        var run = new WorkflowStart(_cron.Namespace, new Dictionary<string, string>())
        {
            Name = $"{_cron.Name}-{Number(due.ToUnixTimeSeconds())}",
        }.From(_cron, due);
        run.Metadata!["ownerReferences"] = new JsonArray(OwnerReferences.To(_cron));
        _status["lastScheduledTime"] = Timestamps.Text(due);
        _status["phase"] = "Active";
        var terminate = _cron.Spec.Text("concurrencyPolicy") == "Replace" ? Active.Select(active => active.Name).ToArray() : [];
        return (run, terminate);
    }

    // Runs are counted when they leave the list of active ones.
    private void CountEnded()
    {
        var counted = _status.Children("active").Select(entry => entry.Text("uid")).ToHashSet(StringComparer.Ordinal);
        foreach (var run in _input.Runs.Where(run => counted.Contains(run.Uid) && run.Label(ArgoWorkflowLabels.Completed) == "true"))
        {
            var counter = run.Status.Text("phase") == "Succeeded" ? "succeeded" : "failed";
            _status[counter] = (_status.Whole(counter) ?? 0) + 1;
        }
    }

    private void WriteActive(Manifest? started)
    {
        var active = new JsonArray();
        foreach (var run in Active)
        {
            active.Add(new JsonObject
            {
                ["apiVersion"] = run.ApiVersion,
                ["kind"] = run.Kind,
                ["name"] = run.Name,
                ["namespace"] = run.Namespace,
                ["uid"] = run.Uid,
            });
        }

        if (active.Count > 0 || started is not null || _status["active"] is not null)
        {
            _status["active"] = active;
        }
    }

    private IEnumerable<string> Old(string phase, long keep) => _input.Runs
        .Where(run => run.Label(ArgoWorkflowLabels.Completed) == "true" && (run.Status.Text("phase") == "Succeeded") == (phase == "Succeeded"))
        .OrderByDescending(run => run.Status.Time("finishedAt"))
        .ThenBy(run => run.Name, StringComparer.Ordinal)
        .Skip((int)Math.Max(0, keep))
        .Select(run => run.Name);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}

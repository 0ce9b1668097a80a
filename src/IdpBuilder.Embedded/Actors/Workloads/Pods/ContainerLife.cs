using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Registry;

namespace IdpBuilder.Embedded.Actors.Workloads.Pods;

/// <summary>One container, from waiting over running to its end, and over again where the restart policy says so.</summary>
internal sealed class ContainerLife
{
    // Restarts after this many leave the time alone: a container that crashes for ever must not make it race.
    private const int DrivingRestarts = 5;

    private static readonly TimeSpan FirstBackOff = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromMinutes(5);

    private readonly PodMoment _moment;
    private readonly JsonObject _spec;
    private readonly ContainerScript _script;
    private readonly string _restartPolicy;
    private readonly string _fieldPath;
    private JsonObject _state;
    private JsonObject? _lastState;
    private long _restarts;

    public ContainerLife(PodMoment moment, JsonObject spec, JsonObject? status, bool isInit)
    {
        _moment = moment;
        _spec = spec;
        _script = ContainerScript.Of(moment.Pod, moment.Owner, spec, isInit);
        _state = status?["state"]?.DeepClone() as JsonObject ?? Waiting(moment.HasInits ? "PodInitializing" : "ContainerCreating");
        _lastState = status?["lastState"]?.DeepClone() as JsonObject;
        _restarts = NodePath.Whole(status?["restartCount"]) ?? 0;
        _restartPolicy = RestartPolicyOf(moment, spec, isInit);
        _fieldPath = $"spec.{(isInit ? "initContainers" : "containers")}{{{Name}}}";
        IsSidecar = isInit && _restartPolicy == "Always";
    }

    public string Name => NodePath.Text(_spec, "name");

    /// <summary>Whether it is an init container that stays.</summary>
    public bool IsSidecar { get; }

    public JsonObject? Terminated => _state["terminated"] as JsonObject;

    public bool IsRunning => _state["running"] is not null;

    /// <summary>Whether it runs, or ran and will again.</summary>
    public bool HasStarted => IsRunning || Terminated is not null || _lastState?["terminated"] is not null;

    public int? ExitCode => (int?)NodePath.Whole(Terminated?["exitCode"]);

    /// <summary>Whether it has ended for good.</summary>
    public bool IsOver => ExitCode is { } code && !Restarts(code);

    public bool IsReady { get; private set; }

    /// <summary>Lets time pass for it.</summary>
    /// <param name="obstacle">What keeps it from starting, as a kubelet says it; null for nothing.</param>
    public void Advance((string Reason, string Message)? obstacle)
    {
        if (!HasStarted && obstacle is { } why)
        {
            _state = Waiting(why.Reason, why.Message);
        }
        else if (!HasStarted)
        {
            Start(_moment.Now);
        }

        while (Step())
        {
            // A short run may have ended and begun again in between.
        }

        IsReady = IsRunning && IsReadyNow();
    }

    /// <summary>Ends it from outside.</summary>
    public void Kill(int exitCode, string reason)
    {
        if (IsRunning)
        {
            End(exitCode, reason, _moment.Now);
            IsReady = false;
        }
        else if (Terminated is null)
        {
            _state = Waiting("ContainerCreating");
        }
    }

    /// <summary>Its entry in the Pod's status.</summary>
    public JsonObject ToStatus()
    {
        var image = NodePath.Text(_spec, "image");
        return new JsonObject
        {
            ["name"] = Name,
            ["state"] = _state,
            ["lastState"] = _lastState ?? [],
            ["ready"] = IsReady || (IsOver && ExitCode == 0 && _fieldPath.StartsWith("spec.init", StringComparison.Ordinal)),
            ["restartCount"] = _restarts,
            ["image"] = image,
            ["imageID"] = HasStarted ? $"embedded://{image}" : string.Empty,
            ["started"] = IsRunning,
        };
    }

    private static string RestartPolicyOf(PodMoment moment, JsonObject spec, bool isInit)
    {
        var pods = NodePath.Text(moment.Pod.Spec, "restartPolicy");
        pods = pods.Length == 0 ? "Always" : pods;
        return !isInit ? pods
            : NodePath.Text(spec, "restartPolicy") == "Always" ? "Always"
            : pods == "Never" ? "Never" : "OnFailure";
    }

    private static JsonObject Waiting(string reason, string message = "")
    {
        var waiting = new JsonObject { ["reason"] = reason };
        if (message.Length > 0)
        {
            waiting["message"] = message;
        }

        return new JsonObject { ["waiting"] = waiting };
    }

    private bool Step()
    {
        if (IsRunning && _script.Duration is { } duration)
        {
            var end = Time(_state["running"], "startedAt") + duration;
            if (IsDue(end, patient: false))
            {
                var code = _script.ExitCode(_restarts);
                End(code, code == 0 ? "Completed" : "Error", end);
                return true;
            }
        }
        else if (!IsRunning && HasStarted && !IsOver)
        {
            return TryRestart();
        }

        return false;
    }

    private bool TryRestart()
    {
        var ended = (Terminated ?? (JsonObject)_lastState!["terminated"]!).DeepClone();
        var backOff = _restarts == 0 ? TimeSpan.Zero : FirstBackOff * Math.Pow(2, Math.Min(_restarts - 1, 10));
        backOff = backOff < LongestBackOff ? backOff : LongestBackOff;
        var due = Time(ended, "finishedAt") + backOff;
        _lastState = new JsonObject { ["terminated"] = ended };
        if (IsDue(due, patient: _restarts >= DrivingRestarts))
        {
            _restarts++;
            Start(due);
            return true;
        }

        if (Terminated is not null)
        {
            var pod = _moment.Pod;
            var identity = $"{pod.Name}_{pod.Namespace}({pod.Uid})";
            _state = Waiting("CrashLoopBackOff", $"back-off {GoText(backOff)} restarting failed container={Name} pod={identity}");
            _moment.Record(true, "BackOff", $"Back-off restarting failed container {Name} in pod {identity}", _fieldPath);
        }

        return false;
    }

    private void Start(DateTimeOffset time)
    {
        _state = new JsonObject { ["running"] = new JsonObject { ["startedAt"] = ClusterTime.Text(time) } };
        _moment.Record(false, "Pulled", $"Container image \"{NodePath.Text(_spec, "image")}\" already present on machine", _fieldPath);
        _moment.Record(false, "Created", $"Created container: {Name}", _fieldPath);
        _moment.Record(false, "Started", $"Started container {Name}", _fieldPath);
    }

    private void End(int exitCode, string reason, DateTimeOffset time) => _state = new JsonObject
    {
        ["terminated"] = new JsonObject
        {
            ["exitCode"] = exitCode,
            ["reason"] = reason,
            ["startedAt"] = _state["running"]?["startedAt"]?.DeepClone(),
            ["finishedAt"] = ClusterTime.Text(time),
            ["containerID"] = $"embedded://{_moment.Pod.Uid}/{Name}/{_restarts}",
        },
    };

    private bool IsReadyNow()
    {
        var delay = NodePath.Whole((_spec["readinessProbe"] as JsonObject)?["initialDelaySeconds"]) ?? 0;
        return _script.IsReady(_restarts) && IsDue(Time(_state["running"], "startedAt") + TimeSpan.FromSeconds(delay), patient: false);
    }

    private bool IsDue(DateTimeOffset due, bool patient)
    {
        if (_moment.Now >= due)
        {
            return true;
        }

        _moment.Wakeups.After(due - _moment.Now, patient);
        return false;
    }

    private bool Restarts(int exitCode) => !_moment.IsEnding && (_restartPolicy == "Always" || (_restartPolicy == "OnFailure" && exitCode != 0));

    private DateTimeOffset Time(JsonNode? state, string field) => ClusterTime.Read(NodePath.Text(state as JsonObject, field)) ?? _moment.Now;

    private static string GoText(TimeSpan time) =>
        (time.TotalMinutes >= 1 ? $"{(int)time.TotalMinutes}m" : string.Empty) + $"{time.Seconds}s";
}

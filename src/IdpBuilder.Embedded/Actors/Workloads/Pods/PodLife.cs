using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Embedded.Registry;

namespace IdpBuilder.Embedded.Actors.Workloads.Pods;

/// <summary>What a kubelet would report of a Pod that is bound to its node: a function of the Pod, the time, and what is missing.</summary>
internal sealed class PodLife
{
    private readonly PodMoment _moment;
    private readonly JsonObject _status;
    private readonly List<ContainerLife> _inits;
    private readonly List<ContainerLife> _mains;

    public PodLife(PodMoment moment)
    {
        _moment = moment;
        _status = StatusUpdate.Begin(moment.Pod);
        _inits = Containers("initContainers", "initContainerStatuses", isInit: true);
        _mains = Containers("containers", "containerStatuses", isInit: false);
    }

    /// <summary>The Pod's status now.</summary>
    /// <param name="podIp">Its address.</param>
    /// <param name="missing">What keeps all containers from starting, such as a volume; null for nothing.</param>
    /// <param name="obstacle">What keeps one container from starting; null for nothing.</param>
    public JsonObject Advance(string podIp, (string Reason, string Message)? missing, Func<string, (string Reason, string Message)?> obstacle)
    {
        _status["startTime"] ??= ClusterTime.Text(_moment.Now);
        _status["hostIP"] = EmbeddedNode.Address;
        _status["hostIPs"] = new JsonArray(new JsonObject { ["ip"] = EmbeddedNode.Address });
        if (missing is null)
        {
            _status["podIP"] = podIp;
            _status["podIPs"] = new JsonArray(new JsonObject { ["ip"] = podIp });
        }

        if (MissesDeadline())
        {
            End();
        }
        else
        {
            Run(missing, obstacle);
        }

        WriteStatus(isPrepared: missing is null);
        return _status;
    }

    private void Run((string Reason, string Message)? missing, Func<string, (string Reason, string Message)?> obstacle)
    {
        foreach (var init in _inits)
        {
            init.Advance(missing ?? obstacle(init.Name));
            if (!init.IsSidecar && !(init.IsOver && init.ExitCode == 0))
            {
                return;
            }

            if (init.IsSidecar && !init.IsRunning)
            {
                return;
            }
        }

        foreach (var main in _mains)
        {
            main.Advance(missing ?? obstacle(main.Name));
        }

        if (_mains.All(main => main.IsOver))
        {
            _moment.IsEnding = true;
            _inits.ForEach(sidecar => sidecar.Kill(0, "Completed"));
        }
    }

    private bool MissesDeadline()
    {
        if (NodePath.Whole(_moment.Pod.Spec?["activeDeadlineSeconds"]) is not { } seconds)
        {
            return false;
        }

        var left = (ClusterTime.Read(NodePath.Text(_status, "startTime")) ?? _moment.Now).AddSeconds(seconds) - _moment.Now;
        if (left <= TimeSpan.Zero)
        {
            return true;
        }

        _moment.Wakeups.After(left);
        return false;
    }

    private void End()
    {
        _moment.IsEnding = true;
        _status["reason"] = "DeadlineExceeded";
        _status["message"] = "Pod was active on the node longer than the specified deadline";
        foreach (var container in _inits.Concat(_mains))
        {
            container.Kill(137, "Error");
        }
    }

    private void WriteStatus(bool isPrepared)
    {
        var initialized = _inits.All(init => init.IsSidecar ? init.HasStarted : init.IsOver && init.ExitCode == 0);
        var phase = PhaseOf(initialized);
        _status["phase"] = phase;
        if (_inits.Count > 0)
        {
            _status["initContainerStatuses"] = new JsonArray([.. _inits.Select(init => init.ToStatus())]);
        }

        _status["containerStatuses"] = new JsonArray([.. _mains.Select(main => main.ToStatus())]);
        Set("PodReadyToStartContainers", isPrepared && phase is not ("Succeeded" or "Failed"), string.Empty, string.Empty);
        var incomplete = _inits.Where(init => !(init.IsSidecar ? init.HasStarted : init.IsOver && init.ExitCode == 0));
        Set("Initialized", initialized, "ContainersNotInitialized", $"containers with incomplete status: {Names(incomplete)}");
        var unready = _mains.Where(main => !main.IsReady).ToList();
        var (reason, message) = phase switch
        {
            "Succeeded" => ("PodCompleted", string.Empty),
            "Failed" => ("PodFailed", string.Empty),
            _ => ("ContainersNotReady", $"containers with unready status: {Names(unready)}"),
        };
        Set("Ready", initialized && unready.Count == 0, reason, message);
        Set("ContainersReady", initialized && unready.Count == 0, reason, message);
        Set("PodScheduled", true, string.Empty, string.Empty);
    }

    private string PhaseOf(bool initialized)
    {
        if (_moment.IsEnding && NodePath.Text(_status, "reason").Length > 0)
        {
            return "Failed";
        }

        if (_inits.Exists(init => init.IsOver && init.ExitCode != 0))
        {
            return "Failed";
        }

        if (!initialized || !_mains.Exists(main => main.HasStarted))
        {
            return "Pending";
        }

        return !_mains.TrueForAll(main => main.IsOver) ? "Running"
            : _mains.TrueForAll(main => main.ExitCode == 0) ? "Succeeded" : "Failed";
    }

    private void Set(string type, bool holds, string reason, string message) => Conditions.Set(
        _status, type, holds ? "True" : "False", holds && reason != "PodCompleted" ? string.Empty : reason, holds ? string.Empty : message, _moment.Now);

    private static string Names(IEnumerable<ContainerLife> containers) => "[" + string.Join(' ', containers.Select(container => container.Name)) + "]";

    private List<ContainerLife> Containers(string specs, string statuses, bool isInit)
    {
        var known = ((_status[statuses] as JsonArray)?.OfType<JsonObject>() ?? [])
            .ToDictionary(status => NodePath.Text(status, "name"), StringComparer.Ordinal);
        return [.. ((_moment.Pod.Spec?[specs] as JsonArray)?.OfType<JsonObject>() ?? [])
            .Select(spec => new ContainerLife(_moment, spec, known.GetValueOrDefault(NodePath.Text(spec, "name")), isInit))];
    }
}

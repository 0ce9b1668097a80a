using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Leaves;
using IdpBuilder.Embedded.Actors.Workflows.Locks;
using IdpBuilder.Embedded.Actors.Workflows.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Templates;
using IdpBuilder.Embedded.Actors.Workflows.Validation;
using IdpBuilder.Embedded.Actors.Workflows.Variables;
using IdpBuilder.Manifests;
using IdpBuilder.Workflows;

namespace IdpBuilder.Embedded.Actors.Workflows.Operation;

/// <summary>
/// One look at a Workflow as Argo Workflows' controller takes it: from what is there, to what is to be written and created.
/// It reads no clock and speaks to nobody; given the same, and the locks as it left them, it comes to the same.
/// </summary>
internal sealed class WorkflowOperation
{
    private readonly OperationInput _input;
    private readonly Manifest _workflow;
    private readonly WorkflowState _state;

    private WorkflowOperation(OperationInput input)
    {
        _input = input;
        _workflow = WorkflowCopy.Of(input.Workflow);
        _state = new WorkflowState(_workflow, input.Now);
    }

    /// <summary>Brings the Workflow as far as it can go now.</summary>
    public static OperationResult Operate(OperationInput input) => new WorkflowOperation(input).Operate();

    private OperationResult Operate()
    {
        var result = Look();
        if (_workflow.Label(ArgoWorkflowLabels.Completed) == "true")
        {
            new WorkflowLocks(_input.Locks, _workflow, _input.Library).ReleaseAll();
        }

        return result;
    }

    private OperationResult Look()
    {
        if (_workflow.Label(ArgoWorkflowLabels.Completed) == "true")
        {
            return Nothing();
        }

        var isNew = _state.Phase is "" or nameof(WorkflowPhase.Pending);
        if (ExecutionSpec(isNew) is not { } spec)
        {
            return Nothing();
        }

        WorkflowRun run;
        try
        {
            Substitute(spec);
            run = new WorkflowRun(_input, _workflow, spec);
        }
        catch (TemplateFailedException failure)
        {
            _state.Complete(WorkflowPhase.Failed, $"failed to set global parameters: {failure.Message}");
            return Nothing();
        }

        if (run.Spec.Child("synchronization") is { } locks && !HasLocks(run, locks))
        {
            return Nothing();
        }

        if (isNew)
        {
            Begin(spec);
        }

        return Reconcile(run);
    }

    // A Workflow without its locks has not begun.
    private bool HasLocks(WorkflowRun run, JsonObject synchronization)
    {
        try
        {
            var verdict = run.Locks.TryAcquire(synchronization, string.Empty);
            if (!verdict.Acquired && run.Shutdown.Strategy == "Terminate")
            {
                _state.Complete(WorkflowPhase.Failed, run.Shutdown.Message);
            }
            else if (!verdict.Acquired)
            {
                _state.Mark(WorkflowPhase.Pending, verdict.Message);
            }

            return verdict.Acquired;
        }
        catch (TemplateFailedException failure)
        {
            _state.Complete(WorkflowPhase.Failed, $"Failed to acquire the synchronization lock. {failure.Message}");
            return false;
        }
    }

    private OperationResult Reconcile(WorkflowRun run)
    {
        new PodReconciliation(run).Run();
        run.Locks.ReleaseFulfilled(run.Nodes);
        if (!run.Spec.Flag("suspend"))
        {
            Advance(run);
        }

        if (run.Deadline is { } deadline && !run.DeadlineExceeded && _workflow.Label(ArgoWorkflowLabels.Completed) != "true")
        {
            run.LookAgainAt(deadline);
        }

        run.Locks.ReleaseFulfilled(run.Nodes);
        WorkflowProgress.Write(run);
        return new OperationResult(_workflow, run.PodsToCreate, [.. run.PodsToDelete.Distinct()], run.Again);
    }

    private OperationResult Nothing() => new(_workflow, [], [], null);

    // The tags of templates are replaced when they are executed, with more variables than there are now.
    private void Substitute(JsonObject spec)
    {
        var variables = GlobalVariables.Of(_workflow, spec, _input.Library);
        var replacement = new TagReplacement(variables, Strictness.Lenient);
        foreach (var (field, value) in spec.ToArray())
        {
            if (field is not ("templates" or "templateDefaults" or "hooks") && TagReplacement.AnyIn(value))
            {
                spec[field] = replacement.In(value);
            }
        }
    }

    private JsonObject? ExecutionSpec(bool isNew)
    {
        var own = _workflow.Spec ?? [];
        try
        {
            var spec = own.Child("workflowTemplateRef") is { } reference ? Referenced(own, reference) : (JsonObject)own.DeepClone();
            if (isNew)
            {
                new WorkflowValidation(_workflow, spec, _input.Library).Validate();
            }

            return spec;
        }
        catch (InvalidSpecException failure)
        {
            var message = $"invalid spec: {failure.Message}";
            WorkflowConditions.Set(_state.Status, "SpecError", true, message);
            _state.Complete(WorkflowPhase.Failed, message);
        }
        catch (TemplateFailedException failure)
        {
            _state.Complete(WorkflowPhase.Error, failure.Message);
        }

        return null;
    }

    // A template that changes while the workflow runs does not change the workflow: the spec is kept.
    private JsonObject Referenced(JsonObject own, JsonObject reference)
    {
        if (_state.Status.Child("storedWorkflowTemplateSpec") is { } stored)
        {
            var spec = (JsonObject)stored.DeepClone();
            foreach (var field in new[] { "shutdown", "suspend" })
            {
                spec[field] = own[field]?.DeepClone();
            }

            return spec;
        }

        var (name, isCluster) = (reference.Text("name"), reference.Flag("clusterScope"));
        var template = isCluster
            ? _input.Library("ClusterWorkflowTemplate", string.Empty, name)
            : _input.Library("WorkflowTemplate", _workflow.Namespace, name);
        if (template is null)
        {
            throw new TemplateFailedException($"{(isCluster ? "clusterworkflowtemplates" : "workflowtemplates")}.argoproj.io \"{name}\" not found");
        }

        if (own["templates"] is JsonArray { Count: > 0 })
        {
            throw new InvalidSpecException("Templates is invalid field in spec if workflow referred WorkflowTemplate reference");
        }

        var merged = SpecMerge.ForRun(own, template.Spec ?? []);
        _state.Status["storedWorkflowTemplateSpec"] = merged.DeepClone();
        _state.SetLabel(isCluster ? ArgoWorkflowLabels.ClusterWorkflowTemplate : ArgoWorkflowLabels.WorkflowTemplate, name);
        return merged;
    }

    private void Begin(JsonObject spec)
    {
        _state.SetAnnotation(ArgoWorkflowLabels.PodNameFormat, "v2");
        foreach (var (kind, set) in new (string, Action<string, string>)[] { ("labels", _state.SetLabel), ("annotations", _state.SetAnnotation) })
        {
            foreach (var (name, value) in spec.Child("workflowMetadata").Child(kind) ?? [])
            {
                set(name, value is JsonValue scalar ? JsonFields.ScalarText(scalar) : string.Empty);
            }
        }

        if (Pretences.In(spec) is { Length: > 0 } warning)
        {
            WorkflowConditions.Set(_state.Status, "SpecWarning", true, warning);
        }

        _state.Mark(WorkflowPhase.Running, string.Empty);
    }

    private void Advance(WorkflowRun run)
    {
        var entrypoint = new JsonObject { ["template"] = run.Spec.Text("entrypoint") };
        var root = run.Execute(new TemplateCall(_workflow.Name, entrypoint, run.LocalScope, run.Spec.Child("arguments")));
        if (root.Interruption == Interruption.Error)
        {
            _state.Complete(WorkflowPhase.Error, $"error in entry template execution: {root.Message}");
            return;
        }

        if (root.Node is { } node && new WorkflowHooks(run).Run(node) && node.Fulfilled)
        {
            Finish(run, node);
        }
    }

    private void Finish(WorkflowRun run, Node root)
    {
        var exit = new WorkflowHooks(run).RunExit();
        if (exit.Interruption == Interruption.Error)
        {
            _state.Complete(WorkflowPhase.Error, $"error in exit template execution : {exit.Message}");
            return;
        }

        if (exit.Node is { Fulfilled: false } || exit.Interruption == Interruption.Parallelism)
        {
            return;
        }

        DaemonEnd.All(run);
        var message = root.HasFailed && run.Shutdown.Requested ? run.Shutdown.Message : root.Message;
        switch (root.Phase)
        {
            case WorkflowNodePhase.Failed:
                _state.Complete(WorkflowPhase.Failed, message);
                break;
            case WorkflowNodePhase.Error:
                _state.Complete(WorkflowPhase.Error, message);
                break;
            default:
                _state.Complete(
                    exit.Node?.Phase switch
                    {
                        WorkflowNodePhase.Failed => WorkflowPhase.Failed,
                        WorkflowNodePhase.Error => WorkflowPhase.Error,
                        _ => WorkflowPhase.Succeeded,
                    },
                    exit.Node is { HasFailed: true } ? exit.Node.Message : string.Empty);
                break;
        }
    }
}

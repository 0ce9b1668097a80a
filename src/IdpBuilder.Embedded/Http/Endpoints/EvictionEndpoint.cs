using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Registry;
using IdpBuilder.Embedded.Registry.Selection;
using IdpBuilder.Embedded.Store;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Http.Endpoints;

/// <summary>Deletes a Pod as far as disruption budgets allow it.</summary>
internal sealed class EvictionEndpoint(RegistryCore core, RequestBody bodies, ObjectRemover remover)
{
    private static readonly ResourceId Budgets = new("policy", "poddisruptionbudgets");

    public async Task<ApiResponse> EvictAsync(Exchange exchange, CancellationToken stop)
    {
        var bytes = await RequestBody.ReadAsync(exchange.Request, stop).ConfigureAwait(false);
        var (eviction, _) = bodies.ReadObject(RequestBody.MediaType(exchange.Request), bytes, "Eviction");
        var address = new ObjectAddress(exchange.Type.Id, exchange.Path.Namespace, exchange.Path.Name);
        var pod = core.Store.Find(address) ?? throw StatusFailures.NotFound(exchange.Type, exchange.Path.Name);
        CheckBudgets(pod);
        remover.Delete(new DeleteRequest(exchange.Type, address)
        {
            GracePeriodSeconds = NodePath.Whole(NodePath.At(eviction, "deleteOptions", "gracePeriodSeconds")),
            DryRun = WriteQuery.DryRun(exchange.Request) || NodePath.At(eviction, "deleteOptions", "dryRun") is JsonArray { Count: > 0 },
        });
        return ApiResponses.Json(
            new JsonObject { ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(), ["status"] = "Success", ["code"] = 201 }, 201);
    }

    private void CheckBudgets(StoredObject pod)
    {
        foreach (var budget in core.Store.Read(Budgets).State.Objects(pod.Address.Namespace))
        {
            var selects = budget.Json.Child("spec").Child("selector") is { } selector && LabelSelector.Read(selector).Matches(pod.Labels);
            if (selects && (budget.Json.Child("status").Whole("disruptionsAllowed") ?? 0) <= 0)
            {
                throw StatusFailures.TooManyRequests("Cannot evict pod as it would violate the pod's disruption budget.", "DisruptionBudget", 10);
            }
        }
    }
}

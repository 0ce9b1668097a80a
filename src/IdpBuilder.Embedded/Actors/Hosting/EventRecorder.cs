using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Hosting;

/// <summary>Writes Events behind the actors' backs, one after the other.</summary>
internal sealed class EventRecorder(IKubernetesApi api, ClusterActivity activity, TimeProvider clock)
{
    private static readonly GroupVersionKind EventType = new(string.Empty, "v1", "Event");

    private readonly Channel<RecordedEvent> _events = Channel.CreateUnbounded<RecordedEvent>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>Takes an event.</summary>
    public void Record(RecordedEvent happened)
    {
        activity.Begin();
        if (!_events.Writer.TryWrite(happened))
        {
            activity.End();
        }
    }

    /// <summary>Writes until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await foreach (var happened in _events.Reader.ReadAllAsync(stop).ConfigureAwait(false))
            {
                await WriteAsync(happened, stop).ConfigureAwait(false);
                activity.End();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    private async Task WriteAsync(RecordedEvent happened, CancellationToken stop)
    {
        // The same event has the same name, so that a repetition is found without a search.
        var name = NameOf(happened);
        var count = _counts[name] = _counts.GetValueOrDefault(name) + 1;
        try
        {
            if (count == 1)
            {
                await api.CreateAsync(Body(happened, name), new WriteOptions(happened.Component), stop).ConfigureAwait(false);
                return;
            }

            var change = new JsonObject { ["count"] = count, ["lastTimestamp"] = ClusterTime.Text(clock.GetUtcNow()) };
            await api.PatchAsync(
                new ResourceReference(EventType, NamespaceOf(happened.About), name), ManifestPatch.Merge(change), new WriteOptions(happened.Component), stop)
                .ConfigureAwait(false);
        }
        catch (KubernetesApiException)
        {
            // The namespace is going away, or somebody deleted the event: it is not worth more effort.
        }
    }

    private static string NamespaceOf(Manifest about) => about.Namespace.Length == 0 ? "default" : about.Namespace;

    private static string NameOf(RecordedEvent happened)
    {
        var identity = $"{happened.About.Uid}\n{happened.Component}\n{happened.Reason}\n{happened.Message}\n{happened.FieldPath}";
        return $"{happened.About.Name}.{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(identity)).AsSpan(0, 8)).ToLowerInvariant()}";
    }

    private Manifest Body(RecordedEvent happened, string name)
    {
        var about = happened.About;
        var now = ClusterTime.Text(clock.GetUtcNow());
        var involved = new JsonObject
        {
            ["kind"] = about.Kind,
            ["namespace"] = about.Namespace,
            ["name"] = about.Name,
            ["uid"] = about.Uid,
            ["apiVersion"] = about.ApiVersion,
            ["resourceVersion"] = about.ResourceVersion,
        };
        if (happened.FieldPath.Length > 0)
        {
            involved["fieldPath"] = happened.FieldPath;
        }

        return new Manifest(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Event",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = NamespaceOf(about) },
            ["involvedObject"] = involved,
            ["type"] = happened.IsWarning ? "Warning" : "Normal",
            ["reason"] = happened.Reason,
            ["message"] = happened.Message,
            ["count"] = 1,
            ["firstTimestamp"] = now,
            ["lastTimestamp"] = now,
            ["source"] = new JsonObject { ["component"] = happened.Component },
            ["reportingComponent"] = happened.Component,
            ["reportingInstance"] = string.Empty,
        });
    }
}

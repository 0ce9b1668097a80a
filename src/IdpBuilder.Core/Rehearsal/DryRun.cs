using IdpBuilder.Comparison;
using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Reporting;
using IdpBuilder.Sync;

namespace IdpBuilder.Rehearsal;

/// <summary>Asks the server what a write would make of an object, in the way in which the object would really be written.</summary>
/// <param name="api">The cluster.</param>
/// <param name="manager">Who would write.</param>
/// <param name="options">How the sync would be carried out.</param>
/// <param name="mergesOnServer">Whether the server merges whatever the options say, as this module has it do.</param>
/// <param name="reporter">Is told what the server warns of.</param>
internal sealed class DryRun(IKubernetesApi api, string manager, SyncOptions options, bool mergesOnServer, IRunReporter reporter)
{
    private const string AnyNamespace = "default";

    /// <summary>Tries one object. What the server answers decides; a user who may not ask learns that.</summary>
    public async Task<Foreseen> TryAsync(Manifest target, Manifest? live, CancellationToken stop)
    {
        try
        {
            var would = await WriteAsync(target, live, stop).ConfigureAwait(false);
            if (live is null)
            {
                return Foreseen.Of(ChangeAction.Create);
            }

            var fields = FieldChanges.Between(live, would);
            return new Foreseen(fields.Count > 0 ? ChangeAction.Change : ChangeAction.None, fields, string.Empty);
        }
        catch (KubernetesApiException refused) when (refused.Code is >= 400 and < 500 and not (401 or 429))
        {
            // A webhook that does something beside answering cannot be asked beforehand.
            var asked = refused.Code != 400 || !IsAboutDryRuns(refused);
            return Foreseen.Of(asked ? ChangeAction.Refuse : ChangeAction.Unknown, refused.Message);
        }
    }

    /// <summary>
    /// Tries an object of a namespace that is not there yet: in another one, which tells whether the object itself is right. What else
    /// that namespace has against it is no answer.
    /// </summary>
    public async Task<Foreseen> TryElsewhereAsync(Manifest target, Foreseen otherwise, CancellationToken stop)
    {
        var elsewhere = target.Clone();
        elsewhere.Metadata!["namespace"] = AnyNamespace;
        try
        {
            await api.CreateAsync(elsewhere, OptionsFor(target), stop).ConfigureAwait(false);
            return otherwise;
        }
        catch (KubernetesApiException refused) when (refused.Code is >= 400 and < 500 and not 401)
        {
            return refused.Code == 422 || (refused.Code == 400 && !IsAboutDryRuns(refused))
                ? Foreseen.Of(ChangeAction.Refuse, refused.Message.Replace($"'{AnyNamespace}/", $"'{target.Namespace}/", StringComparison.Ordinal))
                : otherwise;
        }
    }

    private static bool IsAboutDryRuns(KubernetesApiException refused) => refused.Message.Contains("dry run", StringComparison.OrdinalIgnoreCase);

    private WriteOptions OptionsFor(Manifest target) => new(manager, DryRun: true)
    {
        Strict = !mergesOnServer && ResourceSyncOptions.IsValidated(target, options),
        Warned = warning => reporter.Warning($"{target}: {warning}."),
    };

    private async Task<Manifest> WriteAsync(Manifest target, Manifest? live, CancellationToken stop)
    {
        var write = OptionsFor(target);
        if (ResourceSyncOptions.IsReplaced(target, live, options))
        {
            return live is null
                ? await api.CreateAsync(target, write, stop).ConfigureAwait(false)
                : await api.ReplaceAsync(AtVersionOf(target, live), write, stop).ConfigureAwait(false);
        }

        if (mergesOnServer || ResourceSyncOptions.IsServerSide(target, options, dryRun: false))
        {
            return live is not null && AppliedFields.AreUnchanged(target, live, manager)
                ? live
                : await api.ApplyAsync(target, write with { Force = true }, stop).ConfigureAwait(false);
        }

        var stamped = LastApplied.Stamp(target);
        if (live is null)
        {
            return await api.CreateAsync(stamped, write, stop).ConfigureAwait(false);
        }

        return ClientSideApply.PatchFor(stamped, live) is { } patch
            ? await api.PatchAsync(ResourceReference.To(target), ManifestPatch.Merge(patch), write, stop).ConfigureAwait(false)
            : live;
    }

    private static Manifest AtVersionOf(Manifest target, Manifest live)
    {
        var update = target.Clone();
        update.Metadata!["resourceVersion"] = live.ResourceVersion;
        return update;
    }
}

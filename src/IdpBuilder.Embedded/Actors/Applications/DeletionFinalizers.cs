using System.Text.Json.Nodes;
using IdpBuilder.Packages;
using IdpBuilder.Sync;

namespace IdpBuilder.Embedded.Actors.Applications;

/// <summary>The finalizers by which an Application keeps itself until its deletion is complete.</summary>
internal static class DeletionFinalizers
{
    public const string PreDelete = "pre-delete-finalizer.argocd.argoproj.io";
    public const string PostDelete = "post-delete-finalizer.argocd.argoproj.io";
    public const string Background = ArgoTypes.CascadeFinalizer + "/background";
    public const string Foreground = ArgoTypes.CascadeFinalizer + "/foreground";

    /// <summary>The finalizers of the stage after the hooks.</summary>
    public static string CleanupOf(string finalizer) => finalizer + "/cleanup";

    public static bool Has(ApplicationRecord application, string finalizer) =>
        application.Manifest.Metadata?["finalizers"] is JsonArray all && all.Any(entry => entry?.ToString() == finalizer);

    public static bool Cascades(ApplicationRecord application) =>
        Has(application, ArgoTypes.CascadeFinalizer) || Has(application, Background) || Has(application, Foreground);

    /// <summary>Keeps the Application for as long as its deletion hooks have to run.</summary>
    public static void Require(ApplicationPass pass, ComparedState state)
    {
        if (state.Sources.Count == 0)
        {
            return;
        }

        foreach (var (kind, finalizer) in new[] { (HookKind.PreDelete, PreDelete), (HookKind.PostDelete, PostDelete) })
        {
            var wanted = state.HasDeletionHooks(kind);
            if (wanted != Has(pass.Application, finalizer) || wanted != Has(pass.Application, CleanupOf(finalizer)))
            {
                pass.SetFinalizer(finalizer, wanted);
                pass.SetFinalizer(CleanupOf(finalizer), wanted);
            }
        }
    }
}

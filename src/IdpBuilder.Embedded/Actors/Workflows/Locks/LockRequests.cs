using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Templates;
using IdpBuilder.Embedded.Actors.Workflows.Variables;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Locks;

/// <summary>Reads a <c>synchronization</c> field, in the singular form of Argo Workflows 3 and in the plural of later ones.</summary>
internal static class LockRequests
{
    /// <summary>The locks that it asks for, semaphores first.</summary>
    /// <exception cref="TemplateFailedException">It cannot be done; the messages are those of argo-workflows <c>workflow/sync</c>.</exception>
    public static IReadOnlyList<LockRequest> Of(JsonObject synchronization, string inNamespace, TemplateLibrary library)
    {
        var requests = Items(synchronization, LockRequest.Semaphore, "semaphores").Select(item => SemaphoreOf(item, inNamespace, library))
            .Concat(Items(synchronization, LockRequest.Mutex, "mutexes").Select(item => MutexOf(item, inNamespace)))
            .ToArray();
        return requests.DistinctBy(request => request.Name).Count() == requests.Length
            ? requests
            : throw new TemplateFailedException("requested configuration is invalid: duplicate synchronization item found");
    }

    private static IEnumerable<JsonObject> Items(JsonObject synchronization, string one, string many) =>
        synchronization.Children(many).Concat(synchronization.Child(one) is { } single ? [single] : []);

    private static LockRequest MutexOf(JsonObject mutex, string inNamespace) => mutex.Flag("database")
        ? throw NoDatabase("mutex", $"{NamespaceOf(mutex, inNamespace)}/Database/{mutex.Text("name")}")
        : new LockRequest(LockRequest.Mutex, $"{NamespaceOf(mutex, inNamespace)}/Mutex/{mutex.Text("name")}", 1);

    private static LockRequest SemaphoreOf(JsonObject semaphore, string inNamespace, TemplateLibrary library)
    {
        var space = NamespaceOf(semaphore, inNamespace);
        if (semaphore.Child("configMapKeyRef") is not { } reference)
        {
            throw semaphore.Child("database") is { } database
                ? NoDatabase("semaphore", $"{space}/Database/{database.Text("key")}")
                : new TemplateFailedException("requested configuration is invalid: cannot get LockName for a Semaphore without a ConfigMapRef or Database");
        }

        var (name, key) = (reference.Text("name"), reference.Text("key"));
        var text = library("ConfigMap", space, name)?.Json.Child("data").TextOrNull(key);
        var request = new LockRequest(LockRequest.Semaphore, $"{space}/ConfigMap/{name}/{key}", int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : 0);
        return request.Limit > 0 ? request : throw new TemplateFailedException($"failed to initialize semaphore {request.Name} with limit");
    }

    private static string NamespaceOf(JsonObject item, string inNamespace) => item.Text("namespace") is { Length: > 0 } named ? named : inNamespace;

    private static TemplateFailedException NoDatabase(string kind, string name) => new($"database session is not available for {kind} {name}");
}

using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Discovery;
using IdpBuilder.Embedded.Patching;
using IdpBuilder.Embedded.Registry.Access;
using IdpBuilder.Embedded.Schemas;

namespace IdpBuilder.Embedded.Registry;

/// <summary>Every failure the API server answers, with the codes, reasons and texts of a real one.</summary>
internal static class StatusFailures
{
    private const string ObjectModified =
        "the object has been modified; please apply your changes to the latest version and try again";

    public static StatusException NotFound(ResourceType type, string name) =>
        new(404, "NotFound", $"{type.QualifiedName} \"{name}\" not found", Details(type, name));

    public static StatusException NamespaceNotFound(string name) => new(
        404, "NotFound", $"namespaces \"{name}\" not found", new JsonObject { ["name"] = name, ["kind"] = "namespaces" });

    /// <summary>No resource is served at the path.</summary>
    public static StatusException PathNotFound() =>
        new(404, "NotFound", "the server could not find the requested resource", new JsonObject());

    public static StatusException AlreadyExists(ResourceType type, string name) =>
        new(409, "AlreadyExists", $"{type.QualifiedName} \"{name}\" already exists", Details(type, name));

    public static StatusException Conflict(ResourceType type, string name, string why = ObjectModified) => new(
        409, "Conflict", $"Operation cannot be fulfilled on {type.QualifiedName} \"{name}\": {why}", Details(type, name));

    /// <summary>A deletion of another object than the one that is there. Real servers name the kind here, not the resource.</summary>
    public static StatusException PreconditionFailed(ResourceType type, string name, string why)
    {
        var details = Details(type, name);
        details["kind"] = type.Type.Kind;
        return new StatusException(409, "Conflict", $"Operation cannot be fulfilled on {type.QualifiedKind} \"{name}\": {why}", details);
    }

    /// <summary>Server-side apply met fields that others own.</summary>
    public static StatusException ApplyConflict(string message, IEnumerable<(string Message, string Field)> conflicts) => new(
        409, "Conflict", message, new JsonObject { ["causes"] = Causes(conflicts.Select(conflict => ("FieldManagerConflict", conflict.Message, conflict.Field))) });

    public static StatusException Invalid(ResourceType type, string name, IReadOnlyList<FieldError> causes)
    {
        var texts = causes.Select(cause => cause.Field.Length == 0 ? cause.Message : $"{cause.Field}: {cause.Message}").Distinct().ToArray();
        var all = texts.Length == 1 ? texts[0] : $"[{string.Join(", ", texts)}]";
        var details = new JsonObject { ["name"] = name, ["group"] = type.Type.Group, ["kind"] = type.Type.Kind, ["causes"] = Causes(causes.Select(cause => (cause.Reason, cause.Message, cause.Field))) };
        foreach (var field in details.Where(field => field.Value is JsonValue text && text.ToString().Length == 0).Select(field => field.Key).ToList())
        {
            details.Remove(field);
        }

        return new StatusException(422, "Invalid", $"{type.QualifiedKind} \"{name}\" is invalid: {all}", details);
    }

    /// <summary>A body that is no object of the type.</summary>
    public static StatusException Undecodable(ResourceType type, string why) => BadRequest(
        $"{type.Type.Kind} in version \"{type.Type.Version}\" cannot be handled as a {type.Type.Kind}: {why}");

    /// <summary>A body whose type is not the one of the path.</summary>
    public static StatusException WrongType(ResourceType type, string apiVersion, string kind) => BadRequest(
        kind.Length > 0 && kind != type.Type.Kind
            ? $"{kind} in version \"{apiVersion}\" cannot be handled as a {type.Type.Kind}: unknown conversion"
            : $"the API version in the data ({apiVersion}) does not match the expected API version ({type.Type.ApiVersion})");

    /// <summary>A body with fields that a strict client does not want to be dropped.</summary>
    public static StatusException StrictDecoding(ResourceType type, string mistakes) =>
        Undecodable(type, $"strict decoding error: {mistakes}");

    /// <summary>List options that contradict each other.</summary>
    public static StatusException InvalidListOptions(FieldError fault) => InvalidOptions("ListOptions.meta.k8s.io", fault);

    /// <summary>Options of a write that mean nothing.</summary>
    /// <param name="kind">The options, such as <c>CreateOptions</c>.</param>
    /// <param name="fault">What is wrong with them.</param>
    public static StatusException InvalidWriteOptions(string kind, FieldError fault) => InvalidOptions($"{kind}.meta.k8s.io", fault);

    /// <summary>Patch options that contradict the kind of patch.</summary>
    public static StatusException InvalidPatchOptions(FieldError fault) => InvalidOptions("PatchOptions.meta.k8s.io", fault);

    /// <summary>A patch that cannot be done.</summary>
    public static StatusException Patch(PatchException failure) =>
        failure.Code == 422 ? Unprocessable() : new StatusException(failure.Code, failure.Reason, failure.Message);

    /// <summary>A patch that does not fit the object.</summary>
    public static StatusException Unprocessable() =>
        new(422, "Invalid", "the server rejected our request due to an error in our request", []);

    /// <summary>An object that cannot be read any more after a patch.</summary>
    public static StatusException Unreadable(JsonObject patched, string why)
    {
        var cause = FieldError.InvalidText("patch", patched.ToJsonString(), why);
        return new StatusException(
            422, "Invalid", $" \"\" is invalid: patch: {cause.Message}", new JsonObject { ["causes"] = Causes([(cause.Reason, cause.Message, cause.Field)]) });
    }

    /// <summary>A request that goes beside an object, such as a scale or options for logs, and cannot be meant so.</summary>
    public static StatusException InvalidRequest(string kind, string group, string name, FieldError fault)
    {
        var details = new JsonObject { ["name"] = name, ["group"] = group, ["kind"] = kind, ["causes"] = Causes([(fault.Reason, fault.Message, fault.Field)]) };
        return new StatusException(422, "Invalid", $"{(group.Length == 0 ? kind : $"{kind}.{group}")} \"{name}\" is invalid: {fault}", details);
    }

    /// <summary>Something only a container could answer.</summary>
    public static StatusException NoContainer(string wanted) => BadRequest(
        $"no container runs in an embedded cluster: {wanted} is not possible");

    /// <summary>Delete options that mean nothing.</summary>
    public static StatusException InvalidDeleteOptions(FieldError fault) => InvalidOptions("DeleteOptions.meta.k8s.io", fault);

    /// <summary>A version that is no number. Real servers blame themselves for it.</summary>
    public static StatusException VersionUnreadable(string text) =>
        new(500, string.Empty, $"resourceVersion: Invalid value: \"{text}\": strconv.ParseUint: parsing \"{text}\": invalid syntax");

    /// <summary>An update whose version is no number.</summary>
    public static StatusException UpdateVersionUnreadable(string text) => new(500, string.Empty, $"strconv.ParseUint: parsing \"{text}\": invalid syntax");

    /// <summary>A create whose object already names a version.</summary>
    public static StatusException VersionOnCreate() => new(500, string.Empty, "resourceVersion should not be set on objects to be created");

    /// <summary>An object that bears another name than its path.</summary>
    public static StatusException WrongName(string name, string requested) => BadRequest(name.Length == 0
        ? $"the name of the object ({requested} based on URL) was undeterminable: name must be provided"
        : $"the name of the object ({name}) does not match the name on the URL ({requested})");

    public static StatusException BadRequest(string message) => new(400, "BadRequest", message);

    public static StatusException Forbidden(ResourceType type, string name, string why, JsonArray? causes = null)
    {
        var details = Details(type, name);
        if (causes is not null)
        {
            details["causes"] = causes;
        }

        var subject = name.Length > 0 ? $"{type.QualifiedName} \"{name}\"" : type.QualifiedName;
        return new StatusException(403, "Forbidden", $"{subject} is forbidden: {why}", details);
    }

    /// <summary>Somebody has no right to something.</summary>
    public static StatusException NotAllowed(ResourceType type, AccessQuestion question, string user)
    {
        var scope = question.Namespace.Length > 0 ? $"in the namespace \"{question.Namespace}\"" : "at the cluster scope";
        return Forbidden(
            type, question.Name, $"User \"{user}\" cannot {question.Verb} resource \"{question.Resource}\" in API group \"{question.Group}\" {scope}");
    }

    /// <summary>A Pod of a priority class that is not there.</summary>
    public static StatusException NoPriorityClass(string pod, string name) => new(
        403, "Forbidden", $"pods \"{pod}\" is forbidden: no PriorityClass with name {name} was found", new JsonObject { ["name"] = pod, ["kind"] = "pods" });

    /// <summary>Nothing new may be created in a namespace that is going away.</summary>
    public static StatusException NamespaceTerminating(ResourceType type, string name, string inNamespace)
    {
        var message = $"namespace {inNamespace} is being terminated";
        return Forbidden(
            type, name, $"unable to create new content in namespace {inNamespace} because it is being terminated",
            Causes([("NamespaceTerminating", message, "metadata.namespace")]));
    }

    public static StatusException Unauthorized() => new(401, "Unauthorized", "Unauthorized");

    public static StatusException MethodNotAllowed() => new(
        405, "MethodNotAllowed", "the server does not allow this method on the requested resource", new JsonObject());

    public static StatusException UnsupportedMediaType(string accepted) => new(
        415, "UnsupportedMediaType", $"the body of the request was in an unknown format - accepted media types include: {accepted}");

    public static StatusException NotAcceptable(string accepted) => new(
        406, "NotAcceptable", $"only the following media types are accepted: {accepted}");

    public static StatusException TooLarge(long limit) => new(
        413, "RequestEntityTooLarge", string.Create(CultureInfo.InvariantCulture, $"Request entity too large: limit is {limit}"));

    /// <summary>The version a watch wants to continue from is no longer known.</summary>
    public static StatusException Expired(long requested, long oldest) => new(
        410, "Expired", string.Create(CultureInfo.InvariantCulture, $"too old resource version: {requested} ({oldest})"));

    /// <summary>The state a list wants to be continued from is no longer known.</summary>
    public static StatusException ContinueExpired() => new(
        410, "Expired",
        "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.");

    /// <summary>The state of an exact version is no longer known.</summary>
    public static StatusException VersionExpired() => new(
        410, "Expired", "The resourceVersion for the provided list is too old.");

    /// <summary>A version was named that has not been made yet.</summary>
    public static StatusException VersionTooLarge(long requested, long current) => new(
        504, "Timeout", string.Create(CultureInfo.InvariantCulture, $"Timeout: Too large resource version: {requested}, current: {current}"),
        new JsonObject
        {
            ["causes"] = Causes([("ResourceVersionTooLarge", "Too large resource version", string.Empty)]),
            ["retryAfterSeconds"] = 1,
        });

    public static StatusException TooManyRequests(string message, string reason, int retryAfterSeconds) => new(
        429, "TooManyRequests", message, new JsonObject
        {
            ["causes"] = Causes([(reason, message, string.Empty)]),
            ["retryAfterSeconds"] = retryAfterSeconds,
        });

    /// <summary>A request that is no proper HTTP.</summary>
    public static StatusException Transport(int code, string message) => new(
        code,
        code switch
        {
            400 or 414 or 431 or 505 => "BadRequest",
            408 => "Timeout",
            _ => string.Empty,
        },
        message);

    public static StatusException Internal(string message) => new(
        500, "InternalError", $"Internal error occurred: {message}",
        new JsonObject { ["causes"] = new JsonArray(new JsonObject { ["message"] = message }) });

    private static StatusException InvalidOptions(string kind, FieldError fault) => new(
        422, "Invalid", $"{kind} \"\" is invalid: {fault.Field}: {fault.Message}",
        new JsonObject
        {
            ["group"] = "meta.k8s.io",
            ["kind"] = kind[..kind.IndexOf('.', StringComparison.Ordinal)],
            ["causes"] = Causes([(fault.Reason, fault.Message, fault.Field)]),
        });

    private static JsonObject Details(ResourceType type, string name)
    {
        var details = new JsonObject { ["name"] = name };
        if (type.Type.Group.Length > 0)
        {
            details["group"] = type.Type.Group;
        }

        details["kind"] = type.Plural;
        return details;
    }

    private static JsonArray Causes(IEnumerable<(string Reason, string Message, string Field)> causes)
    {
        var list = new JsonArray();
        foreach (var (reason, message, field) in causes)
        {
            var cause = new JsonObject { ["reason"] = reason, ["message"] = message };
            if (field.Length > 0)
            {
                cause["field"] = field;
            }

            list.Add((JsonNode)cause);
        }

        return list;
    }
}

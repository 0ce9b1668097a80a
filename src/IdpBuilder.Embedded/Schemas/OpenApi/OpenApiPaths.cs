using System.Text.Json.Nodes;

namespace IdpBuilder.Embedded.Schemas.OpenApi;

/// <summary>Writes the addresses of a resource: clients find kinds by them, and ask them which parameters a server knows.</summary>
internal sealed class OpenApiPaths(OpenApiDialect dialect, OpenApiSchemas schemas)
{
    private static readonly string[] PatchTypes =
        ["application/apply-patch+yaml", "application/json-patch+json", "application/merge-patch+json"];

    /// <summary>Adds the addresses of a resource.</summary>
    public void Add(OpenApiResource resource, JsonObject paths)
    {
        var root = $"/{resource.VersionPath}/";
        var place = resource.Namespaced ? $"{root}namespaces/{{namespace}}/{resource.Plural}" : root + resource.Plural;
        if (resource.Namespaced)
        {
            paths[root + resource.Plural] = new JsonObject { ["get"] = Operation(resource, "list", "List", [], null) };
        }

        paths[place] = new JsonObject
        {
            ["get"] = Operation(resource, "list", "List", ["labelSelector", "fieldSelector", "limit", "continue", "watch"], null),
            ["post"] = Operation(resource, "post", string.Empty, ["dryRun", "fieldManager", "fieldValidation"], ["application/json"]),
            ["parameters"] = PathParameters(place),
        };
        var item = place + "/{name}";
        paths[item] = new JsonObject
        {
            ["get"] = Operation(resource, "get", string.Empty, [], null),
            ["put"] = Operation(resource, "put", string.Empty, ["dryRun", "fieldManager", "fieldValidation"], ["application/json"]),
            ["patch"] = Operation(resource, "patch", string.Empty, ["dryRun", "fieldManager", "fieldValidation", "force"], PatchTypesOf(resource)),
            ["delete"] = Operation(resource, "delete", string.Empty, ["dryRun", "gracePeriodSeconds", "propagationPolicy"], null),
            ["parameters"] = PathParameters(item),
        };
    }

    private static string[] PatchTypesOf(OpenApiResource resource) =>
        resource.Schema is { IsBuiltIn: true } ? [.. PatchTypes, "application/strategic-merge-patch+json"] : PatchTypes;

    private JsonObject Operation(OpenApiResource resource, string action, string suffix, string[] parameters, string[]? bodies)
    {
        var operation = new JsonObject
        {
            ["x-kubernetes-action"] = action,
            ["x-kubernetes-group-version-kind"] = OpenApiSchemas.Identity(resource, string.Empty),
            ["parameters"] = new JsonArray([.. parameters.Select(name => Parameter(name, "query"))]),
            ["responses"] = new JsonObject { ["200"] = Response(schemas.Reference(resource.Definition + suffix)) },
        };
        if (bodies is not null)
        {
            AddBody(operation, resource, action, bodies);
        }

        return operation;
    }

    private void AddBody(JsonObject operation, OpenApiResource resource, string action, string[] types)
    {
        // What a patch looks like depends on its kind.
        JsonObject Schema() => action == "patch" ? new JsonObject { ["type"] = "object" } : schemas.Reference(resource.Definition);
        if (dialect == OpenApiDialect.Two)
        {
            operation["consumes"] = new JsonArray([.. types.Select(type => JsonValue.Create(type))]);
            ((JsonArray)operation["parameters"]!).Add((JsonNode)new JsonObject
            {
                ["name"] = "body",
                ["in"] = "body",
                ["required"] = true,
                ["schema"] = Schema(),
            });
            return;
        }

        operation["requestBody"] = new JsonObject
        {
            ["content"] = new JsonObject(types.Select(type =>
                KeyValuePair.Create(type, (JsonNode?)new JsonObject { ["schema"] = Schema() }))),
            ["required"] = true,
        };
    }

    private JsonObject Response(JsonObject schema)
    {
        var response = new JsonObject { ["description"] = "OK" };
        if (dialect == OpenApiDialect.Two)
        {
            response["schema"] = schema;
        }
        else
        {
            response["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = schema } };
        }

        return response;
    }

    private JsonArray PathParameters(string path)
    {
        var names = new[] { "namespace", "name" }.Where(name => path.Contains($"{{{name}}}", StringComparison.Ordinal));
        return new JsonArray([.. names.Select(name => Parameter(name, "path"))]);
    }

    private JsonObject Parameter(string name, string place)
    {
        var type = name switch
        {
            "force" or "watch" => "boolean",
            "limit" or "gracePeriodSeconds" => "integer",
            _ => "string",
        };
        var parameter = new JsonObject { ["name"] = name, ["in"] = place, ["uniqueItems"] = true };
        if (place == "path")
        {
            parameter["required"] = true;
        }

        if (dialect == OpenApiDialect.Two)
        {
            parameter["type"] = type;
        }
        else
        {
            parameter.Remove("uniqueItems");
            parameter["schema"] = new JsonObject { ["type"] = type, ["uniqueItems"] = true };
        }

        return parameter;
    }
}

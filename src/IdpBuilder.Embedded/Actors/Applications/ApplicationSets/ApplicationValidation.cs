using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets;

/// <summary>Tells which of the generated Applications can be written.</summary>
internal static class ApplicationValidation
{
    /// <summary>The Applications that are valid, in the order of their names, and what is wrong with the others; null when nothing is.</summary>
    public static (IReadOnlyList<Manifest> Valid, string? Mistake) Check(Manifest set, IReadOnlyList<Manifest> applications, ArgoInventory inventory)
    {
        // One mistake a name: of two Applications of one name neither is written, as it is not known which one is meant.
        var mistakes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var application in applications)
        {
            if (MistakeOf(set, application, names, inventory) is { } mistake)
            {
                mistakes[application.Name] = mistake;
            }
        }

        var valid = applications.Where(application => !mistakes.ContainsKey(application.Name)).OrderBy(application => application.Name, StringComparer.Ordinal);
        return ([.. valid], mistakes.Count switch
        {
            0 => null,
            1 => mistakes.Values.Last(),
            _ => $"{mistakes.Values.Last()} (and {mistakes.Count - 1} more)",
        });
    }

    private static string? MistakeOf(Manifest set, Manifest application, HashSet<string> names, ArgoInventory inventory)
    {
        if (application.Name.Length == 0)
        {
            return $"ApplicationSet {set.Name} contains an application with no name; a name must be set in the template's metadata.name "
                + "or via a templatePatch (generateName is not supported)";
        }

        if (!names.Add(application.Name))
        {
            return $"ApplicationSet {set.Name} contains applications with duplicate name: {application.Name}";
        }

        var project = application.Spec.Text("project");
        if (!inventory.HasProject(project))
        {
            return $"application references project {project} which does not exist";
        }

        var destination = application.Spec.Map("destination");
        return inventory.RejectDestination(destination.Text("name"), destination.Text("server")) is { } mistake
            ? $"application destination spec is invalid: {mistake}"
            : null;
    }
}

using IdpBuilder.Rendering;

namespace IdpBuilder.Embedded.Actors.Applications;

/// <summary>Looks for what makes an Application's spec impossible.</summary>
internal static class SpecValidation
{
    public const string InClusterServer = "https://kubernetes.default.svc";
    public const string InClusterName = "in-cluster";

    public static IReadOnlyList<ApplicationCondition> Check(ApplicationRecord application, ApplicationProject? project)
    {
        if (project is null)
        {
            return [Invalid($"Application referencing project {application.Project} which does not exist")];
        }

        var errors = new List<string>();
        if (CheckSources(application, project, errors))
        {
            CheckDestination(application, project, errors);
        }

        return errors.ConvertAll(Invalid);
    }

    /// <summary>Whether a forbidden destination may still be reported: an incomplete source ends the look.</summary>
    private static bool CheckSources(ApplicationRecord application, ApplicationProject project, List<string> errors)
    {
        if (application.Sources.Count == 0)
        {
            errors.Add("spec.source.repoURL and either spec.source.path or spec.source.chart are required");
            return false;
        }

        foreach (var source in application.Sources)
        {
            if (Incomplete(source, application.HasMultipleSources) is { } missing)
            {
                errors.Add(missing);
                return false;
            }

            if (!project.PermitsSource(source))
            {
                errors.Add($"application repo {source.RepoUrl} is not permitted in project '{project.Name}'");
            }
        }

        return true;
    }

    private static string? Incomplete(ApplicationSource source, bool isOneOfSeveral)
    {
        var hasContent = source.Path.Length > 0 || source.Chart.Length > 0 || (isOneOfSeveral && source.Ref.Length > 0);
        if (source.RepoUrl.Length == 0 || !hasContent)
        {
            return isOneOfSeveral
                ? $"spec.source.repoURL and either source.path, source.chart, or source.ref are required for source {source.Json.ToJsonString()}"
                : "spec.source.repoURL and either spec.source.path or spec.source.chart are required";
        }

        return source is { Chart.Length: > 0, TargetRevision.Length: 0 }
            ? "spec.source.targetRevision is required if the manifest source is a helm chart"
            : null;
    }

    private static void CheckDestination(ApplicationRecord application, ApplicationProject project, List<string> errors)
    {
        var (server, name) = (application.Destination.Text("server"), application.Destination.Text("name"));
        if (server.Length > 0 && name.Length > 0)
        {
            errors.Add($"application destination can't have both name and server defined: {name} {server}");
        }
        else if (server.Length == 0 && name.Length == 0)
        {
            errors.Add("destination server missing from app spec");
        }
        else if (name.Length > 0 ? name != InClusterName : server.TrimEnd('/') != InClusterServer)
        {
            errors.Add(name.Length > 0
                ? $"there are no clusters with this name: {name}"
                : $"cluster '{server}' has not been configured");
        }
        else if (!project.PermitsDestination(InClusterServer, InClusterName, application.DestinationNamespace))
        {
            errors.Add(
                $"application destination server '{(name.Length > 0 ? name : server)}' and namespace '{application.DestinationNamespace}' "
                + $"do not match any of the allowed destinations in project '{project.Name}'");
        }
    }

    private static ApplicationCondition Invalid(string message) => new(ConditionType.InvalidSpecError, message);
}

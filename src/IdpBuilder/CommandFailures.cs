using IdpBuilder.Errors;
using IdpBuilder.Manifests;
using IdpBuilder.Packages.Remote;
using IdpBuilder.Waiting;
using IdpBuilder.Workflows;

namespace IdpBuilder;

/// <summary>Every failure that the cmdlets themselves make.</summary>
internal static class CommandFailures
{
    private const string WhereEmbeddedLive = "; an embedded cluster lives in the runspace that made it, and ends with its process";

    /// <summary>A failure that the module did not foresee: a mistake in it.</summary>
    public static IdpException Unforeseen(string command, Exception inner) => new(
        "InternalError", FailureKind.Failed,
        $"{command} failed in a way that it does not foresee: {inner.GetType().Name}: {inner.Message} Please report it with what Get-Error shows; what was done before stays, and Get-IdpPackage and Get-IdpCluster show it.",
        command, inner);

    /// <summary>A package that does not say where it came from.</summary>
    public static IdpException PackageSourceUnknown(PackageStatus package) => new(
        "PackageSourceUnknown", FailureKind.InvalidOperation,
        $"The package '{package.Name}' does not say from which path it was installed; something else than Install-IdpPackage installed it. Install it with Install-IdpPackage and its path.",
        package);

    /// <summary>A package stays because one that needs it could not be removed.</summary>
    public static IdpException PackageStillNeeded(PackageStatus package, string dependent) => new(
        "PackageStillNeeded", FailureKind.InvalidOperation,
        $"The package '{package.Name}' was not removed: '{dependent}', which needs it, could not be removed. See the error about that package; then run Uninstall-IdpPackage again.",
        package);

    /// <summary>Something that is no cluster stands where one was expected.</summary>
    public static IdpException NotACluster(object? value) => new(
        "ClusterReferenceInvalid", FailureKind.InvalidArgument,
        $"'{value}' is not a cluster. Give a cluster's name or an object that Get-IdpCluster returned.", value);

    /// <summary>No cluster of that name exists.</summary>
    public static IdpException ClusterNotFound(string name, IReadOnlyList<Cluster> existing) => new(
        "ClusterNotFound", FailureKind.NotFound,
        existing.Count == 0
            ? $"The cluster '{name}' does not exist; there is none in this session{WhereEmbeddedLive}. Create it with New-IdpCluster, or connect to it with Connect-IdpCluster."
            : $"The cluster '{name}' does not exist. Get-IdpCluster lists those that do: {Names(existing)}.",
        name);

    /// <summary>No cluster exists where one was needed.</summary>
    public static IdpException NoCluster() => new(
        "ClusterMissing", FailureKind.NotFound,
        $"There is no cluster in this session{WhereEmbeddedLive}. Create one with New-IdpCluster, for example: New-IdpCluster -Name demo -Provider Embedded, or connect to one with Connect-IdpCluster.");

    /// <summary>Several clusters exist and none was named.</summary>
    public static IdpException ClusterAmbiguous(IReadOnlyList<Cluster> clusters) => new(
        "ClusterAmbiguous", FailureKind.InvalidArgument,
        $"Several clusters exist ({Names(clusters)}). Say which one is meant with -Cluster.", clusters);

    /// <summary>A parameter that another provider has.</summary>
    public static IdpException ParameterOfOtherProvider(string parameter, ClusterProvider owner, ClusterProvider provider) => new(
        "ParameterNotForProvider", FailureKind.InvalidArgument,
        $"-{parameter} is for clusters of the provider '{owner}', and '{provider}' was asked for. Leave it out, or use New-IdpCluster -Provider {owner}.",
        parameter);

    /// <summary>A path that names nothing.</summary>
    public static IdpException CredentialAmbiguous() => new(
        "CredentialAmbiguous",
        FailureKind.InvalidArgument,
        "-Credential and -DevPassword both choose the password of the platform's administrators. Leave one of them out.",
        "DevPassword");

    public static IdpException CredentialPackageForeign(string package, Cluster cluster) => new(
        "CredentialPackageForeign",
        FailureKind.InvalidOperation,
        $"The package '{package}' in the cluster '{cluster.Name}' was not installed by this module, which therefore does not change its password. Nothing was changed; leave '{package}' out of -CorePackage, or leave out -Credential and -DevPassword.",
        package);

    public static IdpException CertificateWithoutTls() => new(
        "CertificateWithoutTls",
        FailureKind.InvalidArgument,
        "-TrustCertificate needs a certificate, and with -Protocol http the platform's pages have none. Leave one of them out.",
        "TrustCertificate");

    public static IdpException CertificateMissing(Cluster? cluster) => new(
        "CertificateMissing",
        FailureKind.NotFound,
        $"-TrustCertificate needs a certificate authority, and {(cluster is null ? "the cluster would have" : $"the cluster '{cluster.Name}' has")} none: it is made with an ingress or Argo CD. Name one of them with -CorePackage, such as 'traefik', or leave -TrustCertificate out.",
        cluster?.Name ?? "TrustCertificate");

    public static IdpException PathNotFound(string path, Exception inner) => new(
        "PathNotFound", FailureKind.NotFound,
        RemoteAddress.IsOne(path)
            ? $"'{path}' is the address of a git repository, not a path of this machine. Give it with -Uri."
            : $"The path '{path}' does not name a file or directory that can be read: {inner.Message} Give an existing path; wildcards work with -Path, -LiteralPath takes names as they are.",
        path, inner);

    /// <summary>Something that is no manifest stands where one was expected.</summary>
    public static IdpException NotAManifest(object value) => new(
        "ManifestInvalid", FailureKind.InvalidData,
        $"'{value}' is not a Kubernetes manifest: it has no 'kind'. Give an object with apiVersion, kind and metadata, or files with -Path.", value);

    /// <summary>An object without end.</summary>
    public static IdpException ObjectTooDeep(int limit) => new(
        "ManifestInvalid", FailureKind.InvalidData,
        $"The object is nested deeper than {limit} levels, as no manifest is; it may contain itself. Give a hashtable or what ConvertFrom-Json returns.");

    /// <summary>A number that JSON cannot write.</summary>
    public static IdpException NumberNotFinite(double number) => new(
        "ManifestInvalid", FailureKind.InvalidData,
        FormattableString.Invariant($"The object holds the number {number}, which no manifest can: JSON and YAML as Kubernetes reads them have finite numbers only. Give a finite number, or a text in quotes."),
        number);

    /// <summary>Something that is no workflow stands where one was expected.</summary>
    public static IdpException NotAWorkflow(object? value) => new(
        "WorkflowReferenceInvalid", FailureKind.InvalidArgument,
        $"'{value}' is not a workflow. Give a workflow's name, an object that Get-IdpWorkflow returned, or a package of Get-IdpPackage for all of its own.", value);

    /// <summary>No workflow of that name exists.</summary>
    public static IdpException WorkflowNotFound(string name, Cluster cluster) => new(
        "WorkflowNotFound", FailureKind.NotFound,
        $"The cluster '{cluster.Name}' has no workflow '{name}'. Get-IdpWorkflow lists those it has.", name);

    /// <summary>No template of that name exists.</summary>
    public static IdpException TemplateNotFound(ResourceReference template, Cluster cluster, IReadOnlyList<string> namespaces) => new(
        "WorkflowTemplateNotFound", FailureKind.NotFound,
        $"The cluster '{cluster.Name}' has no {template}. " + (namespaces.Count > 0
            ? $"There is one in {string.Join(" and in ", namespaces.Select(other => $"'{other}'"))}: start it with Start-IdpWorkflow {template.Name} -Namespace {namespaces[0]}."
            : "Name its namespace with Start-IdpWorkflow -Namespace first, then another one with -Template (Tab completes both)."),
        template.Name);

    /// <summary>A file holds something that cannot be started.</summary>
    public static IdpException NotAWorkflowFile(string path, Manifest manifest) => new(
        "WorkflowFileInvalid", FailureKind.InvalidData,
        manifest.Kind.Length == 0
            ? $"'{path}' holds something that says no kind, which cannot be started. Start-IdpWorkflow -Path takes Workflows."
            : $"'{path}' holds a {manifest.Kind} '{manifest.Name}', which cannot be started. Start-IdpWorkflow -Path takes Workflows; install other objects as a package with Install-IdpPackage.",
        path);

    /// <summary>A file holds nothing.</summary>
    public static IdpException EmptyWorkflowFile(string path) => new(
        "WorkflowFileInvalid", FailureKind.InvalidData,
        $"'{path}' holds no Workflow, so nothing can be started from it. Give files with Workflows to Start-IdpWorkflow -Path.",
        path);

    /// <summary>A workflow that was waited for has failed.</summary>
    public static IdpException WorkflowFailed(Workflow workflow, WaitVerdict verdict, IReadOnlyList<string> printed) => new(
        "WorkflowFailed", FailureKind.Failed,
        $"The {workflow.Kind} '{workflow.Namespace}/{workflow.Name}' did not succeed: {Chain(verdict)}. See its nodes with Get-IdpWorkflow -Tree, and what they printed with Get-IdpWorkflowLog.{Quoted(printed)}", workflow);

    /// <summary>Logs went with the Pods that kept them.</summary>
    public static IdpException WorkflowLogGone(Workflow workflow, IReadOnlyList<GoneLog> nodes) => new(
        "WorkflowLogGone", FailureKind.NotFound,
        $"The {workflow.Kind} '{workflow.Namespace}/{workflow.Name}' has no logs of {string.Join(", ", nodes)}: their Pods are not there (podGC and ttlStrategy delete them). "
        + "Read logs while it runs, with Get-IdpWorkflowLog -Follow, or have Argo Workflows keep them: set archiveLogs, with an artifactRepository.",
        workflow);

    /// <summary>A workflow has no node of that name whose containers print something.</summary>
    public static IdpException WorkflowNodeNotFound(Workflow workflow, string node) => new(
        "WorkflowNodeNotFound", FailureKind.NotFound,
        $"The {workflow.Kind} '{workflow.Namespace}/{workflow.Name}' has no node '{node}' that runs a Pod. "
        + $"Those that do: {string.Join(", ", workflow.AllNodes().Where(other => other.PodName.Length > 0).Select(other => other.DisplayName))}. Get-IdpWorkflow -Tree shows them all.",
        workflow);

    /// <summary>Something that is no package stands where one was expected.</summary>
    public static IdpException NotAPackage(object? value) => new(
        "PackageReferenceInvalid", FailureKind.InvalidArgument,
        $"'{value}' is not an installed package. Give a package's name or an object that Install-IdpPackage or Get-IdpPackage returned.", value);

    /// <summary>Packages are to be removed, and a whole cluster was given.</summary>
    public static IdpException ClusterInPlaceOfPackages(string cluster) => new(
        "PackageReferenceInvalid", FailureKind.InvalidArgument,
        $"'{cluster}' is a cluster, not an installed package. To remove all its packages: Uninstall-IdpPackage * -Cluster {cluster}; to remove the cluster: Remove-IdpCluster {cluster}.", cluster);

    /// <summary>The cluster does not know Applications.</summary>
    public static IdpException ArgoCdMissing(Cluster cluster) => new(
        "ArgoCdMissing", FailureKind.NotFound,
        $"The cluster '{cluster.Name}' has no Argo CD: it serves no Applications and ApplicationSets. Install Argo CD there first, or apply the package from this machine with Install-IdpPackage -Direct.",
        cluster);

    /// <summary>No package of that name is installed.</summary>
    public static IdpException PackageNotFound(string name, Cluster cluster) => new(
        "PackageNotFound", FailureKind.NotFound,
        $"The package '{name}' is not installed in the cluster '{cluster.Name}'. Get-IdpPackage lists those that are; install it with Install-IdpPackage.", name);

    /// <summary>A package that was waited for is not going to be ready.</summary>
    public static IdpException PackageFailed(PackageStatus package, WaitVerdict verdict, IReadOnlyList<string> printed) => new(
        "PackageFailed", FailureKind.Failed,
        $"The package '{package.Name}' is not going to be ready: {Chain(verdict)}. See its objects with Get-IdpPackageResource, its hooks with Get-IdpWorkflow -Package.{Quoted(printed)}", package);

    /// <summary>A package was not ready in time, with what its Pods say of themselves.</summary>
    public static IdpException PackageLate(IdpException late, IReadOnlyList<string> pods) =>
        pods.Count == 0 ? late : new(late.Id, late.Kind, $"{late.Message} In its Pods:{string.Concat(pods.Select(pod => $"\n    {pod}"))}", late.Target, late);

    /// <summary>No secret of that package is offered.</summary>
    public static IdpException SecretNotFound(string package, Cluster cluster) => new(
        "SecretNotFound", FailureKind.NotFound,
        $"The cluster '{cluster.Name}' offers no secret of the package '{package}'. Get-IdpSecret without -Package lists those it offers; "
        + "a package offers a Secret with the labels cnoe.io/cli-secret: \"true\" and cnoe.io/package-name.", package);

    private static string Quoted(IReadOnlyList<string> printed) =>
        printed.Count == 0 ? string.Empty : $" The last that was printed:{string.Concat(printed.Select(line => $"\n    {line}"))}";

    private static string Chain(WaitVerdict verdict) => (verdict.Causes.Count == 0 ? verdict.Seen : string.Join(" → ", verdict.Causes)).TrimEnd('.');

    private static string Names(IReadOnlyList<Cluster> clusters) => string.Join(", ", clusters.Select(cluster => $"'{cluster.Name}'"));
}

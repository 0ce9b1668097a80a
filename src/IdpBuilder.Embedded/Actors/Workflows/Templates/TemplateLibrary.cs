using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Templates;

/// <summary>Finds objects of the cluster that workflows refer to: WorkflowTemplates, ClusterWorkflowTemplates and ConfigMaps.</summary>
/// <param name="kind">The kind.</param>
/// <param name="inNamespace">The namespace; empty for cluster-scoped objects.</param>
/// <param name="name">The name.</param>
internal delegate Manifest? TemplateLibrary(string kind, string inNamespace, string name);

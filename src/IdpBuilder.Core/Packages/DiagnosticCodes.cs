namespace IdpBuilder.Packages;

/// <summary>The code of every diagnostic; stable, and listed in about_IdpBuilderErrors.</summary>
public static class DiagnosticCodes
{
    /// <summary>The file cannot be opened or read.</summary>
    public const string FileUnreadable = nameof(FileUnreadable);

    /// <summary>The file is larger than any manifest is.</summary>
    public const string FileTooLarge = nameof(FileTooLarge);

    /// <summary>The file is not text in UTF-8, or in UTF-16 with a byte order mark.</summary>
    public const string FileEncoding = nameof(FileEncoding);

    /// <summary>A named pipe, socket or device stands where a file is expected.</summary>
    public const string FileSpecial = nameof(FileSpecial);

    /// <summary>The YAML breaks the language's rules.</summary>
    public const string YamlSyntax = nameof(YamlSyntax);

    /// <summary>A tab indents a line.</summary>
    public const string YamlTab = nameof(YamlTab);

    /// <summary>A mapping has the same key twice.</summary>
    public const string YamlDuplicateKey = nameof(YamlDuplicateKey);

    /// <summary>A key is not text, a number or a boolean.</summary>
    public const string YamlKey = nameof(YamlKey);

    /// <summary>A value contradicts its tag or cannot be said in JSON.</summary>
    public const string YamlValue = nameof(YamlValue);

    /// <summary>An alias or merge key does not name what it needs.</summary>
    public const string YamlAlias = nameof(YamlAlias);

    /// <summary>Aliases expand to more than a manifest holds.</summary>
    public const string YamlAliasLimit = nameof(YamlAliasLimit);

    /// <summary>Values are nested deeper than any manifest is.</summary>
    public const string YamlDepth = nameof(YamlDepth);

    /// <summary>The text is a template that has to be rendered before it is YAML.</summary>
    public const string YamlTemplate = nameof(YamlTemplate);

    /// <summary>A document is no manifest.</summary>
    public const string ManifestInvalid = nameof(ManifestInvalid);

    /// <summary>The JSON breaks the language's rules.</summary>
    public const string JsonSyntax = nameof(JsonSyntax);

    /// <summary>The path that was given does not exist.</summary>
    public const string SourceMissing = nameof(SourceMissing);

    /// <summary>The path that was given holds nothing that could be installed.</summary>
    public const string SourceEmpty = nameof(SourceEmpty);

    /// <summary>A file beside Applications holds manifests but no Application, so nothing installs it.</summary>
    public const string FileIgnored = nameof(FileIgnored);

    /// <summary>A package's name is not one that Kubernetes takes as a label.</summary>
    public const string PackageNameInvalid = nameof(PackageNameInvalid);

    /// <summary>One name was given for several packages.</summary>
    public const string PackageNameAmbiguous = nameof(PackageNameAmbiguous);

    /// <summary>One source holds two packages of the same name.</summary>
    public const string PackageNameTaken = nameof(PackageNameTaken);

    /// <summary>A later source overrides a package of the same name.</summary>
    public const string PackageOverridden = nameof(PackageOverridden);

    /// <summary>Two packages bring Applications of the same name.</summary>
    public const string ApplicationNameTaken = nameof(ApplicationNameTaken);

    /// <summary>A package that is needed is neither given nor installed.</summary>
    public const string DependencyMissing = nameof(DependencyMissing);

    /// <summary>Packages need each other in a circle.</summary>
    public const string DependencyCycle = nameof(DependencyCycle);

    /// <summary>An idp.yaml does not say what it must, or in the wrong way.</summary>
    public const string DeclarationInvalid = nameof(DeclarationInvalid);

    /// <summary>An idp.yaml has a field that does not exist.</summary>
    public const string DeclarationField = nameof(DeclarationField);

    /// <summary>A value was given for a parameter that no package declares.</summary>
    public const string ParameterUnknown = nameof(ParameterUnknown);

    /// <summary>A parameter that needs a value was given none.</summary>
    public const string ParameterMissing = nameof(ParameterMissing);

    /// <summary>A value is not of its parameter's type.</summary>
    public const string ParameterType = nameof(ParameterType);

    /// <summary>A value is not among those its parameter allows.</summary>
    public const string ParameterEnum = nameof(ParameterEnum);

    /// <summary>A value does not match its parameter's pattern.</summary>
    public const string ParameterPattern = nameof(ParameterPattern);

    /// <summary>A cnoe:// address names no directory.</summary>
    public const string CnoeDirectoryMissing = nameof(CnoeDirectoryMissing);

    /// <summary>A cnoe:// address leads outside what was given.</summary>
    public const string CnoeOutside = nameof(CnoeOutside);

    /// <summary>A cnoe:// address is made by a template, so its directory cannot be known.</summary>
    public const string CnoeTemplated = nameof(CnoeTemplated);

    /// <summary>A symbolic link leads outside what was given.</summary>
    public const string LinkLeadsOutside = nameof(LinkLeadsOutside);

    /// <summary>A local directory holds more than a repository of a package may.</summary>
    public const string ContentTooLarge = nameof(ContentTooLarge);

    /// <summary>An object has no name.</summary>
    public const string NameMissing = nameof(NameMissing);

    /// <summary>An object's name is not one that Kubernetes takes.</summary>
    public const string NameInvalid = nameof(NameInvalid);

    /// <summary>A namespace is not one that Kubernetes takes.</summary>
    public const string NamespaceInvalid = nameof(NamespaceInvalid);

    /// <summary>An Application says nowhere what to deploy.</summary>
    public const string ApplicationSourceMissing = nameof(ApplicationSourceMissing);

    /// <summary>A source of an Application lacks a field that Argo CD requires.</summary>
    public const string ApplicationSourceIncomplete = nameof(ApplicationSourceIncomplete);

    /// <summary>A source of an Application is one that Argo CD does not render.</summary>
    public const string ApplicationSourceInvalid = nameof(ApplicationSourceInvalid);

    /// <summary>An Application's destination is missing or names the cluster twice.</summary>
    public const string ApplicationDestination = nameof(ApplicationDestination);

    /// <summary>An Application is outside the namespace in which Argo CD looks for them.</summary>
    public const string ApplicationNamespace = nameof(ApplicationNamespace);

    /// <summary>An ApplicationSet lacks generators or its template.</summary>
    public const string ApplicationSetIncomplete = nameof(ApplicationSetIncomplete);

    /// <summary>A source's path does not exist in its local directory.</summary>
    public const string SourcePathMissing = nameof(SourcePathMissing);

    /// <summary>An object has no apiVersion or no kind.</summary>
    public const string KindMissing = nameof(KindMissing);

    /// <summary>A built-in API group has no such kind.</summary>
    public const string KindUnknown = nameof(KindUnknown);

    /// <summary>A label or annotation is not text.</summary>
    public const string AnnotationNotText = nameof(AnnotationNotText);

    /// <summary>A sync wave is not a whole number.</summary>
    public const string SyncWaveInvalid = nameof(SyncWaveInvalid);

    /// <summary>A hook annotation names no kind of hook.</summary>
    public const string HookUnknown = nameof(HookUnknown);

    /// <summary>A hook's delete policy does not exist.</summary>
    public const string HookPolicyUnknown = nameof(HookPolicyUnknown);

    /// <summary>A delete policy stands on an object that is no hook.</summary>
    public const string HookPolicyWithoutHook = nameof(HookPolicyWithoutHook);

    /// <summary>A sync option does not exist.</summary>
    public const string SyncOptionUnknown = nameof(SyncOptionUnknown);

    /// <summary>An Application has a field, or an ApplicationSet a generator, that Argo CD does not know.</summary>
    public const string ApplicationField = nameof(ApplicationField);

    /// <summary>An Application says the same object more than once.</summary>
    public const string ObjectRepeated = nameof(ObjectRepeated);

    /// <summary>A source was not checked, since this machine cannot render it.</summary>
    public const string SourceNotRendered = nameof(SourceNotRendered);

    /// <summary>A placeholder looks built in and is not.</summary>
    public const string PlaceholderUnknown = nameof(PlaceholderUnknown);

    /// <summary>A Workflow names no template to begin with.</summary>
    public const string WorkflowEntrypointMissing = nameof(WorkflowEntrypointMissing);

    /// <summary>A Workflow or template names a template that it does not have.</summary>
    public const string WorkflowTemplateMissing = nameof(WorkflowTemplateMissing);

    /// <summary>A task depends on one that its DAG does not have.</summary>
    public const string WorkflowTaskMissing = nameof(WorkflowTaskMissing);
}

namespace IdpBuilder.Embedded.Actors.Applications;

/// <summary>The conditions of an Application, by their names in its status.</summary>
internal enum ConditionType
{
    /// <summary>What is wanted or what is there could not be read.</summary>
    ComparisonError,

    /// <summary>The spec is wrong.</summary>
    InvalidSpecError,

    /// <summary>An automated sync does not start.</summary>
    SyncError,

    /// <summary>The deletion does not go on.</summary>
    DeletionError,

    /// <summary>Another Application manages an object too.</summary>
    SharedResourceWarning,

    /// <summary>A manifest appears more than once.</summary>
    RepeatedResourceWarning,

    /// <summary>An object is of a kind that Argo CD does not manage.</summary>
    ExcludedResourceWarning,
}

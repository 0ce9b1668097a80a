namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets;

/// <summary>The words by which the conditions of an ApplicationSet name their reasons.</summary>
internal static class ConditionReasons
{
    /// <summary>A generator failed.</summary>
    public const string ParametersNotGenerated = "ApplicationGenerationFromParamsError";

    /// <summary>A template failed.</summary>
    public const string TemplateNotRendered = "RenderTemplateParamsError";

    /// <summary>A generated Application is not valid.</summary>
    public const string NotValid = "ApplicationValidationError";

    /// <summary>An Application could not be created.</summary>
    public const string NotCreated = "CreateApplicationError";

    /// <summary>An Application could not be updated.</summary>
    public const string NotUpdated = "UpdateApplicationError";

    /// <summary>An Application could not be deleted.</summary>
    public const string NotDeleted = "DeleteApplicationError";

    /// <summary>Another condition says what went wrong.</summary>
    public const string ErrorOccurred = "ErrorOccurred";

    /// <summary>The parameters were generated.</summary>
    public const string ParametersGenerated = "ParametersGenerated";

    /// <summary>Everything is as it should be.</summary>
    public const string UpToDate = "ApplicationSetUpToDate";
}

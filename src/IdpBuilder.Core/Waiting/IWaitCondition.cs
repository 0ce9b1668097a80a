namespace IdpBuilder.Waiting;

/// <summary>Says whether what is waited for has come. It knows no clock: deadlines belong to <see cref="Wait"/>.</summary>
public interface IWaitCondition
{
    /// <summary>What is waited for, as the object of "waiting for …", such as <c>package 'keycloak'</c>.</summary>
    string Description { get; }

    /// <summary>
    /// Looks at the objects as they are now. Called for the first time when everything that exists is known, then after changes,
    /// never twice at once; the objects must not be changed.
    /// </summary>
    WaitVerdict Evaluate(ObservedObjects objects);
}

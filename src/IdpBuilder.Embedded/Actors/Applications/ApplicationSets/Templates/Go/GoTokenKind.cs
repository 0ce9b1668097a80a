namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go;

/// <summary>What a piece of a template's text is.</summary>
internal enum GoTokenKind
{
    /// <summary>Text outside of actions.</summary>
    Text,

    /// <summary>The beginning of an action.</summary>
    Open,

    /// <summary>The end of an action.</summary>
    Close,

    /// <summary>White space inside an action.</summary>
    Space,

    /// <summary>A name: a function, a keyword or a constant.</summary>
    Name,

    /// <summary>A field, with its dot.</summary>
    Field,

    /// <summary>A variable, with its dollar sign.</summary>
    Variable,

    /// <summary>A dot that is no field's.</summary>
    Dot,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A text in quotation marks.</summary>
    String,

    /// <summary>One of <c>| ( ) , = :=</c>.</summary>
    Operator,

    /// <summary>The end of the template.</summary>
    End,
}

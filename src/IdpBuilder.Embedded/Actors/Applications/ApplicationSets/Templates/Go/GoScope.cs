using System.Text;
using IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Nodes;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go;

/// <summary>What an execution has in hand: what was put out so far, and the variables.</summary>
internal sealed class GoScope
{
    private const int LongestOutput = 4 * 1024 * 1024;
    private const int MostSteps = 5_000_000;
    private const int DeepestCall = 200;

    private readonly StringBuilder _output = new();
    private List<(string Name, object? Value)> _variables;
    private int _steps;
    private int _depth;

    /// <summary>Begins an execution.</summary>
    /// <param name="source">The template's text, for messages.</param>
    /// <param name="templates">The templates it defines.</param>
    /// <param name="data">What <c>$</c> stands for.</param>
    /// <param name="missingKeyIsError">Whether a key that is not there ends the execution.</param>
    public GoScope(string source, IReadOnlyDictionary<string, GoStatement> templates, object? data, bool missingKeyIsError)
    {
        Source = source;
        Templates = templates;
        MissingKeyIsError = missingKeyIsError;
        _variables = [("$", data)];
    }

    /// <summary>The template's text.</summary>
    public string Source { get; }

    /// <summary>The templates that the text defines.</summary>
    public IReadOnlyDictionary<string, GoStatement> Templates { get; }

    /// <summary>Whether a key that is not there ends the execution.</summary>
    public bool MissingKeyIsError { get; }

    /// <summary>What was put out.</summary>
    public string Output => _output.ToString();

    /// <summary>Puts text out.</summary>
    public void Write(string text)
    {
        if (_output.Length + text.Length > LongestOutput)
        {
            throw new GoTemplateException("the template's output is longer than 4 MiB");
        }

        _output.Append(text);
    }

    /// <summary>Ends a template that would run on and on.</summary>
    public void CountStep()
    {
        if (++_steps > MostSteps)
        {
            throw new GoTemplateException("the template takes more than five million steps");
        }
    }

    /// <summary>Makes a variable, which may hide one of the same name.</summary>
    public void Declare(string name, object? value) => _variables.Add((name, value));

    /// <summary>Changes a variable.</summary>
    public void Assign(string name, object? value) => _variables[IndexOf(name)] = (name, value);

    /// <summary>The value of a variable.</summary>
    public object? Read(string name) => _variables[IndexOf(name)].Value;

    /// <summary>Where the variables of a block begin.</summary>
    public int Mark() => _variables.Count;

    /// <summary>Forgets the variables of a block.</summary>
    public void Release(int mark) => _variables.RemoveRange(mark, _variables.Count - mark);

    /// <summary>Enters a defined template, which sees no variables but its own; false when the calls are too deep.</summary>
    public bool TryEnter(object? data, out List<(string Name, object? Value)> previous)
    {
        previous = _variables;
        _variables = [("$", data)];
        return ++_depth <= DeepestCall;
    }

    /// <summary>Leaves a defined template.</summary>
    public void Leave(List<(string Name, object? Value)> previous)
    {
        _variables = previous;
        _depth--;
    }

    private int IndexOf(string name) => _variables.FindLastIndex(variable => variable.Name == name);
}

using IdpBuilder.Host;

if (!HostArguments.TryParse(args, out var arguments, out var mistake))
{
    Console.Error.WriteLine(mistake);
    Console.Error.WriteLine(HostArguments.Usage);
    return 64;
}

if (arguments.ShowHelp)
{
    Console.Out.WriteLine(HostArguments.Usage);
    return 0;
}

using var session = new HostSession(new TerminalHost(new HostTerminal()));
return session.Run(arguments);

using System.Security;

namespace IdpBuilder.Host;

/// <summary>Reads secrets without showing them.</summary>
internal static class SecretInput
{
    /// <summary>Reads keys until Enter; a star is shown for each.</summary>
    public static SecureString FromKeyboard(HostTerminal terminal)
    {
        var secret = new SecureString();
        while (true)
        {
            var key = Console.ReadKey(intercept: true);
            if (key.Key == ConsoleKey.Enter)
            {
                terminal.Output.WriteLine();
                secret.MakeReadOnly();
                return secret;
            }

            if (key.Key == ConsoleKey.Backspace)
            {
                if (secret.Length > 0)
                {
                    secret.RemoveAt(secret.Length - 1);
                    terminal.Output.Write("\b \b");
                }
            }
            else if (!char.IsControl(key.KeyChar))
            {
                secret.AppendChar(key.KeyChar);
                terminal.Output.Write('*');
            }
        }
    }

    /// <summary>Wraps a line that came from a pipe.</summary>
    public static SecureString FromText(string text)
    {
        var secret = new SecureString();
        foreach (var character in text)
        {
            secret.AppendChar(character);
        }

        secret.MakeReadOnly();
        return secret;
    }
}

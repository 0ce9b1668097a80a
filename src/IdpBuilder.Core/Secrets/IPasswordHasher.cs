namespace IdpBuilder.Secrets;

/// <summary>Hashes passwords in the way in which Argo CD keeps them (bcrypt).</summary>
public interface IPasswordHasher
{
    /// <summary>A hash of a password of at most 72 bytes; with a new salt each time.</summary>
    string Hash(string password);

    /// <summary>Whether a hash is of this password; false for a text that is no hash.</summary>
    bool Fits(string password, string hash);
}

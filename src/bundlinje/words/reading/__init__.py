"""Reading a contract aloud: every part of the contract language as Danish and English contract prose."""

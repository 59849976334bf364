"""What the database itself refuses of rights and seats, whoever asks it. How a guard is written: `audit.guards`."""
